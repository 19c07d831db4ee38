// Which room is on screen, and what the frame has opened over it. Lives as long as the window.

import { createSignal } from 'solid-js'

const WIDE = '(min-width: 75rem)'

export const [openRoomName, setOpenRoomName] = createSignal<string | undefined>()
export const [rosterShown, showRoster] = createSignal(window.matchMedia(WIDE).matches)
export const [overlay, setOverlay] = createSignal<'switcher' | 'help' | 'sign-out' | undefined>()
/** The queued post that is being changed, in the room or in the outbox. */
export const [editing, setEditing] = createSignal<string | undefined>()

/** The roster stands beside the room, not over it. */
export function isWide(): boolean {
  return window.matchMedia(WIDE).matches
}
