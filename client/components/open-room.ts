// Which room is on screen, and what the frame has opened over it. Lives as long as the window.

import { createSignal } from 'solid-js'

const NARROW = window.matchMedia('(max-width: 43.99rem)')

export const [openRoomName, setOpenRoomName] = createSignal<string | undefined>()
export const [overlay, setOverlay] = createSignal<'switcher' | 'help' | 'sign-out' | undefined>()
/** The queued post that is being changed, in the room or in the outbox. */
export const [editing, setEditing] = createSignal<string | undefined>()

const [narrow, setNarrow] = createSignal(NARROW.matches)
NARROW.addEventListener('change', () => setNarrow(NARROW.matches))
/** The list and the place take turns. */
export const isNarrow = narrow
