// True once something has taken so long that a person wonders; before that a sign of waiting would only flicker.

import { type Accessor, createSignal, onCleanup } from 'solid-js'

const PATIENCE_MS = 300

export function useLate(): Accessor<boolean> {
  const [isLate, setLate] = createSignal(false)
  const timer = setTimeout(() => setLate(true), PATIENCE_MS)
  onCleanup(() => clearTimeout(timer))
  return isLate
}
