// Starts the core of the app in this tab: open the cache, read the session, elect a tab, connect.

/** Resolves as soon as the cache is readable, with or without network. */
export function boot(): Promise<void> {
  return Promise.resolve()
}
