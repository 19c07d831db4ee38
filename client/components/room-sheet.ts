// Which sheet about a room lies over the frame: its card, the form to change it, or the form to make a new one.

import { createSignal } from 'solid-js'
import type { Permission, Privacy, RoomType } from '#shared/room.ts'

/** What is known of a room before the server is asked, so that its card is drawn at once. */
export type KnownRoom = {
  uri: string
  name: string
  description: string
  privacy: Privacy
  type: RoomType
  permissions: readonly Permission[]
  participantCount?: number
}

export type RoomSheet =
  | { show: 'new' }
  | { show: 'card'; room: KnownRoom }
  | { show: 'edit'; guid: string; name: string }

export const [roomSheet, setRoomSheet] = createSignal<RoomSheet | undefined>()

export function showCard(room: KnownRoom): void {
  setRoomSheet({ show: 'card', room })
}

export function closeRoomSheet(): void {
  setRoomSheet(undefined)
}
