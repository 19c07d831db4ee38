// Marks a room read only when a person can have read it: the window has focus and its newest post
// has been in view for a second. Passing through a room marks nothing.

import { createEffect, createMemo, createSignal, onCleanup } from 'solid-js'

export const READ_AFTER_MS = 1000

export function useWindowFocus(): () => boolean {
  const now = () => document.visibilityState === 'visible' && document.hasFocus()
  const [focused, setFocused] = createSignal(now())
  const look = () => setFocused(now())
  const kinds = ['focus', 'blur', 'pageshow'] as const
  for (const kind of kinds) window.addEventListener(kind, look)
  document.addEventListener('visibilitychange', look)
  onCleanup(() => {
    for (const kind of kinds) window.removeEventListener(kind, look)
    document.removeEventListener('visibilitychange', look)
  })
  return focused
}

export function useReadWatch(watch: {
  newest: () => number
  read: () => number
  inView: () => boolean
  markRead: (seq: number) => void
}): void {
  const focused = useWindowFocus()
  const readable = createMemo(() => (focused() && watch.inView() ? watch.newest() : 0))
  createEffect(() => {
    const seq = readable()
    if (seq <= watch.read()) return
    const timer = setTimeout(() => watch.markRead(seq), READ_AFTER_MS)
    onCleanup(() => clearTimeout(timer))
  })
}
