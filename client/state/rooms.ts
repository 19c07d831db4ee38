// Rooms as the list and the room header show them.

import { createSignal } from 'solid-js'
import type { Permission, Privacy, RoomType } from '#shared/room.ts'

export type RoomItem = {
  uri: string
  guid: string
  name: string
  description: string
  privacy: Privacy
  type: RoomType
  followed: boolean
  member: boolean
  unread: number
  mayChat: boolean
  lastPost?: { author: string; authdisp: string; chat: string; ts: number; mine: boolean }
  head: number
  joined: boolean
  /** Epoch ms of the newest cached entry. */
  savedUpTo?: number
  access: 'yes' | 'lost'
  permissions: Permission[]
}

const [rooms] = createSignal<RoomItem[]>([])

export { rooms }

export function totalUnread(): number {
  return rooms().reduce((sum, room) => sum + room.unread, 0)
}

/** Any room this device knows, also one that is only open and not followed. */
export function useRoom(guid: () => string): () => RoomItem | undefined {
  return () => rooms().find((room) => room.guid === guid())
}
