// The log is one tab stop; arrows walk from post to post inside it.

import type { Accessor } from 'solid-js'
import type { VirtualizerHandle } from 'virtua/solid'
import type { TimelineItem } from './timeline-items.ts'

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowUp: (at, last) => (at < 0 ? last : Math.max(at - 1, 0)),
  ArrowDown: (at, last) => (at < 0 ? last : Math.min(at + 1, last)),
  Home: () => 0,
  End: (_at, last) => last,
}

export function useRoving(list: {
  items: Accessor<TimelineItem[]>
  handle: Accessor<VirtualizerHandle | undefined>
  log: Accessor<HTMLElement | undefined>
}): (event: KeyboardEvent) => void {
  return (event) => {
    const step = STEPS[event.key]
    const target = event.target
    if (!step || !(target instanceof HTMLElement) || /^(?:TEXTAREA|PRE)$/.test(target.tagName)) return
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    event.preventDefault()
    const key = target.closest<HTMLElement>('[data-key]')?.dataset.key
    const at = list.items().findIndex((item) => item.row.key === key)
    const next = step(at, list.items().length - 1)
    list.handle()?.scrollToIndex(next, { align: 'nearest' })
    const wanted = list.items()[next]?.row.key
    requestAnimationFrame(() => focusRow(list.log(), wanted))
  }
}

export function focusRow(log: HTMLElement | undefined, key: string | undefined): void {
  if (!log || key === undefined) return
  const row = log.querySelector<HTMLElement>(`[data-key='${CSS.escape(key)}']`)
  // A day's own button stands above the post.
  const place =
    row?.querySelector<HTMLElement>('article') ?? [...(row?.querySelectorAll('button') ?? [])].at(-1)
  place?.focus({ preventScroll: true })
}
