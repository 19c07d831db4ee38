// The rooms as the list shows them now.

import { useLocation } from '@solidjs/router'
import { type Accessor, createMemo } from 'solid-js'
import { roomOrder, unreadOnly } from '../state/room-order.ts'
import { type RoomItem, rooms } from '../state/rooms.ts'
import { listedRooms } from './room-order.ts'

export function useListedRooms(): Accessor<RoomItem[]> {
  const location = useLocation()
  const here = () => /^\/rooms\/([^/]+)/.exec(location.pathname)?.[1]
  return createMemo(() =>
    listedRooms(rooms(), { order: roomOrder(), unreadOnly: unreadOnly(), here: here() }),
  )
}
