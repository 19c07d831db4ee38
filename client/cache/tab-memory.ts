// What a tab remembers over a reload and forgets when it is closed, such as where one was reading. It is written when the
// page goes, so scrolling costs nothing; a tab that is killed begins at the newest again.

const forgetters: (() => void)[] = []

/** @param forget what a person leaves nothing of behind; not needed for what tells nothing about them */
export function rememberedInTab<T>(
  name: string,
  now: () => [string, T][],
  forget: () => void = () => undefined,
): [string, T][] {
  forgetters.push(forget)
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

/** Somebody else may sign in in the same tab. */
export function forgetTab(): void {
  for (const forget of forgetters) forget()
  sessionStorage.clear()
}
