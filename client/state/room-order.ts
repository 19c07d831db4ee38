// How the person wants their rooms listed. The order roams with them; looking at unread rooms only is this tab's.

import { createSignal } from 'solid-js'
import { cache } from '../cache/database.ts'
import { type RoomOrder, readRoomOrder } from '../cache/prefs.ts'
import { liveSignal } from './live-signal.ts'

export type { RoomOrder }

export const roomOrder = liveSignal<RoomOrder>(() => readRoomOrder(cache), 'name')
export const [unreadOnly, setUnreadOnly] = createSignal(false)
