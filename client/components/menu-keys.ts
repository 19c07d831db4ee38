// How one walks a menu: arrows round its ends, Home and End, a letter to what begins with it. Tab leaves it.

export function walkMenu(event: KeyboardEvent, menu: HTMLElement, onLeave: () => void): void {
  if (event.key === 'Tab') onLeave()
  const items = [...menu.querySelectorAll<HTMLElement>('[role^=menuitem]')]
  const at = items.findIndex((item) => item.matches(':focus'))
  const next = items[nextOf(event.key, at, items)]
  if (next === undefined) return
  event.preventDefault()
  event.stopPropagation()
  next.focus()
}

function nextOf(key: string, at: number, items: readonly HTMLElement[]): number {
  const last = items.length - 1
  if (key === 'ArrowDown') return at === last ? 0 : at + 1
  if (key === 'ArrowUp') return at <= 0 ? last : at - 1
  if (key === 'Home') return 0
  if (key === 'End') return last
  if (key.length !== 1 || key === ' ') return -1
  const begins = (item: HTMLElement) =>
    (item.textContent ?? '').trim().toLowerCase().startsWith(key.toLowerCase())
  const after = items.findIndex((item, index) => index > at && begins(item))
  return after >= 0 ? after : items.findIndex(begins)
}
