// Which post a person has under their hand: pointed at, tapped, or in focus. Its actions are drawn in that row alone,
// so a log of a thousand rows has one set of buttons.

import { createRoot, createSelector, createSignal } from 'solid-js'
import { reached } from './aim.ts'

const [active, setActive] = createSignal<string>()
/** Something of it stands open: the menu or the emoji. It stays until that closes. */
const [held, hold] = createSignal<string>()

const selectors = createRoot(() => ({
  isActive: createSelector(() => held() ?? active()),
  isReached: createSelector(() => `${reached()?.guid} ${reached()?.seq}`),
}))

export const { isActive } = selectors
export { active, held, hold }

/** The post that a link or a quote led to. */
export function isReached(guid: string, seq: number): boolean {
  return selectors.isReached(`${guid} ${seq}`)
}

function keyAt(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined
  return target.closest('.post')?.closest<HTMLElement>('[data-key]')?.dataset.key
}

type Handlers = {
  onPointerOver: (event: PointerEvent) => void
  onPointerLeave: (event: PointerEvent) => void
  onFocusIn: (event: FocusEvent) => void
  onFocusOut: (event: FocusEvent) => void
}

/** For the log, so that no row needs a listener of its own. */
export const activation: Handlers = {
  onPointerOver: (event) => {
    if (event.pointerType === 'mouse') setActive(keyAt(event.target))
  },
  onPointerLeave: (event) => {
    if (event.pointerType === 'mouse') setActive(undefined)
  },
  onFocusIn: (event) => {
    if (event.target instanceof Element && event.target.matches(':focus-visible'))
      setActive(keyAt(event.target))
  },
  onFocusOut: (event) => {
    if (keyAt(event.relatedTarget) === undefined) setActive(undefined)
  },
}
