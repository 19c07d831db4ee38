// What a tab remembers over a reload and forgets when it is closed, such as where one was reading. It is written when the
// page goes, so scrolling costs nothing; a tab that is killed begins at the newest again.

export function rememberedInTab<T>(name: string, now: () => [string, T][]): [string, T][] {
  if (typeof sessionStorage === 'undefined') return []
  addEventListener('pagehide', () => {
    try {
      sessionStorage.setItem(name, JSON.stringify(now()))
    } catch {
      // Without space it is not remembered.
    }
  })
  return JSON.parse(sessionStorage.getItem(name) ?? '[]') as [string, T][]
}
