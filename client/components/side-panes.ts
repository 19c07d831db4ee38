// What stands beside the talk: the people, and the room's add-in. Where the window has no place for both the add-in comes
// first, and the people are back in the next room; where it has place for neither they lie over the talk, one at a time.

import { createSignal } from 'solid-js'

const WIDE = '(min-width: 75rem)'
const VERY_WIDE = window.matchMedia('(min-width: 100rem)')

const [rosterWanted, wantRoster] = createSignal(isWide())
const [addInWanted, wantAddIn] = createSignal(isWide())
const [hasAddIn, setHasAddIn] = createSignal(false)
const [fitsBoth, setFitsBoth] = createSignal(VERY_WIDE.matches)
VERY_WIDE.addEventListener('change', () => setFitsBoth(VERY_WIDE.matches))

/** The room on screen has one. */
export { setHasAddIn }

/** They stand beside the room, not over it. */
export function isWide(): boolean {
  return window.matchMedia(WIDE).matches
}

export function addInShown(): boolean {
  return hasAddIn() && addInWanted()
}

export function rosterShown(): boolean {
  return rosterWanted() && (fitsBoth() || !addInShown())
}

export function showRoster(shown: boolean): void {
  wantRoster(shown)
  if (shown && !fitsBoth()) wantAddIn(false)
}

export function showAddIn(shown: boolean): void {
  wantAddIn(shown)
  if (shown && !isWide()) wantRoster(false)
}
