// An IndexedDB of the simulation's own, as much of it as the cache uses: on a disk that can be full, for tabs that can
// die at any step, and without a clock or a queue that the seed does not rule.

import type { DexieOptions } from 'dexie'
import type { Events, Life } from './events.ts'
import { type Disk, Shelf } from './storage-disk.ts'
import { type KeyPath, modelKeyRanges } from './storage-keys.ts'
import { nameList } from './storage-store.ts'
import { ModelTransaction } from './storage-transaction.ts'

type Place = { disk: Disk; events: Events; life: Life }

class Connection {
  readonly name: string
  readonly #place: Place
  readonly #transactions = new Set<ModelTransaction>()
  onversionchange: unknown = null
  onclose: unknown = null

  constructor(place: Place, name: string) {
    this.#place = place
    this.name = name
  }

  get version(): number {
    return this.#place.disk.version
  }

  get objectStoreNames() {
    return nameList([...this.#place.disk.shelves.keys()])
  }

  createObjectStore(name: string, { keyPath }: { keyPath: KeyPath }) {
    const shelf = new Shelf(name, keyPath)
    this.#place.disk.shelves.set(name, shelf)
    return {
      createIndex: (index: string, path: KeyPath, options: { unique: boolean; multiEntry: boolean }) => {
        const { unique, multiEntry } = options
        shelf.indexes.set(index, { name: index, keyPath: path, unique, multiEntry })
      },
    }
  }

  transaction(
    scope: string | readonly string[],
    mode: 'readonly' | 'readwrite' | 'versionchange' = 'readonly',
  ) {
    const names = typeof scope === 'string' ? [scope] : [...scope]
    const transaction = new ModelTransaction(this.#place, names, mode)
    transaction.db = this
    this.#transactions.add(transaction)
    return transaction
  }

  close(): void {}

  cutOff(): void {
    for (const transaction of this.#transactions) transaction.cutOff()
  }
}

class OpenRequest {
  readonly result: Connection
  transaction: ModelTransaction | null = null
  error = null
  onsuccess: ((event: unknown) => void) | null = null
  onupgradeneeded: ((event: unknown) => void) | null = null
  onerror: unknown = null
  onblocked: unknown = null

  constructor(connection: Connection) {
    this.result = connection
  }

  succeed(): void {
    this.transaction = null
    this.onsuccess?.({ target: this })
  }
}

function upgrade(place: Place, request: OpenRequest, version: number): void {
  const { disk, events, life } = place
  const oldVersion = disk.version
  disk.version = version
  const transaction = new ModelTransaction(place, [], 'versionchange')
  transaction.db = request.result
  transaction.whenDone = () => events.after(0, () => request.succeed(), life)
  request.transaction = transaction
  request.onupgradeneeded?.({ target: request, oldVersion })
}

export type Storage = {
  options: DexieOptions
  /** The tab died: what it had not committed is gone. */
  cutOff(): void
}

/** The disk as one tab sees it. */
export function storageOf(place: Place): Storage {
  const { disk, events, life } = place
  const connections: Connection[] = []
  const open = (name: string, version: number) => {
    const connection = new Connection(place, name)
    connections.push(connection)
    const request = new OpenRequest(connection)
    events.after(
      0,
      () => (disk.version < version ? upgrade(place, request, version) : request.succeed()),
      life,
    )
    return request
  }
  const indexedDB = { open, databases: () => Promise.resolve([]) }
  return {
    options: { indexedDB, IDBKeyRange: modelKeyRanges, cache: 'disabled' },
    cutOff: () => {
      for (const connection of connections) connection.cutOff()
    },
  }
}
