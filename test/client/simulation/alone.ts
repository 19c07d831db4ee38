// Imported first: the database library looks for a browser when it is loaded. It finds that storage exists, which each
// tab brings along, and no channel to other processes, whose messages no seed could order.

Object.assign(globalThis, { indexedDB: globalThis.indexedDB ?? {}, BroadcastChannel: undefined })
