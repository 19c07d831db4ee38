// Several nodes as one. Whoever commits announces; every node's gateway listens and sends to its own sockets.
// An announcement is made after the commit it tells of, never inside it.

import type { Delivered } from '#shared/entry.ts'
import type { NoticeItem } from '#shared/envelope.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'

export type SessionId = string

export type Announcement =
  /** The room's log grew: everything from `from` to `to`, as one envelope. */
  | { kind: 'entries'; room: RoomUri; from: number; to: number; items: Delivered[] }
  | { kind: 'to-room'; room: RoomUri; notice: NoticeItem; except?: SessionId; exceptPerson?: PersonUri }
  | { kind: 'to-person'; person: PersonUri; notice: NoticeItem; except?: SessionId }
  | { kind: 'to-session'; session: SessionId; notice: NoticeItem }
  /** From here on the session hears the room. */
  | { kind: 'subscribe'; session: SessionId; room: RoomUri }
  /** The session hears the room no more; a notice, if any, is the last it hears of it. */
  | { kind: 'unsubscribe'; session: SessionId; room: RoomUri; notice?: NoticeItem }

export type Pool = {
  announce(announcement: Announcement): void
  subscribe(listener: (announcement: Announcement) => void): void
}
