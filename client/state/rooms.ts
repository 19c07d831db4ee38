// Rooms as the list and the room header show them.

import type { Accessor } from 'solid-js'
import type { AddIn } from '#shared/add-in.ts'
import type { Permission, Privacy, RoomType } from '#shared/room.ts'
import { cache } from '../cache/database.ts'
import { whoAmI } from '../cache/log.ts'
import { type ListedRoom, listRooms, readRoom } from '../cache/reading.ts'
import { liveSignal, useLive } from './live-signal.ts'
import { keepSame } from './same.ts'

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
  /** Epoch ms of posts that wait there, and of which this device knows nothing more. */
  newsAt?: number
  head: number
  joined: boolean
  /** Epoch ms of the newest cached entry. */
  savedUpTo?: number
  access: 'yes' | 'lost'
  permissions: Permission[]
  addIn: AddIn | null
  /** For so many minutes one may change what one wrote; null: for ever. */
  editMinutes: number | null
}

const byName = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** Followed and member rooms: followed first, then by name. */
export const rooms = liveSignal<RoomItem[]>(readItems, [], (before, after) => [
  ...keepSame(before, after, (room) => room.uri),
])

async function readItems(): Promise<RoomItem[]> {
  const me = await whoAmI(cache)
  const items = (await listRooms(cache)).map((room) => itemOf(room, me))
  return items.sort((a, b) => Number(b.followed) - Number(a.followed) || byName.compare(a.name, b.name))
}

export function itemOf(room: ListedRoom, me: string): RoomItem {
  const { uri, guid, name, description, privacy, type, followed, member, unread } = room
  const { head, joined, access, permissions, lastPost, newsAt, savedUpTo, addIn, editMinutes } = room
  return {
    ...{
      uri,
      guid,
      name,
      description,
      privacy,
      type,
      followed,
      member,
      unread,
      head,
      joined,
      access,
      permissions,
      addIn: addIn ?? null,
      editMinutes: editMinutes ?? null,
    },
    mayChat: access === 'yes' && permissions.includes(type === 'auditorium' ? 'auditoriumChat' : 'chat'),
    ...(newsAt === undefined || unread === 0 ? {} : { newsAt }),
    ...(savedUpTo === undefined ? {} : { savedUpTo }),
    ...(lastPost === undefined ? {} : { lastPost: { ...shown(lastPost), mine: lastPost.author === me } }),
  }
}

function shown({ author, authdisp, chat, ts }: NonNullable<ListedRoom['lastPost']>) {
  return { author, authdisp, chat, ts }
}

export function totalUnread(): number {
  return rooms().reduce((sum, room) => sum + room.unread, 0)
}

/** Any room this device knows, also one that is only open and not followed. */
export function useRoom(guid: () => string): Accessor<RoomItem | undefined> {
  return useLive<RoomItem | undefined>(
    guid,
    async (asked) => {
      const [room, me] = [await readRoom(cache, asked), await whoAmI(cache)]
      return room === undefined ? undefined : itemOf(room, me)
    },
    // A room of the list is drawn at the click; its cache answers a moment later.
    (asked) => rooms().find((room) => room.guid === asked),
  )
}
