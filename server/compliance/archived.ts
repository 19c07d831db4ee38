// An act as the archive keeps it, and as every adapter gets it. It says the names of that day: rooms and people may be
// called otherwise later, or be gone.

import type { ArchivedKind } from '#shared/archive/kinds.ts'

export type ArchivedRoom = {
  uri: string
  name: string
  /** The category's name. */
  category: string
  /** Whether the room's history was kept. */
  logged: boolean
}

export type ArchivedPerson = { uri: string; name: string }

export type ArchivedEvent = {
  v: 1
  /** 1, 2, 3… over the whole pool, without a hole. */
  number: number
  /** Milliseconds since 1970, by the server's clock, when the act was done. */
  at: number
  kind: ArchivedKind
  /** Null for acts that belong to no room. */
  room: ArchivedRoom | null
  person: ArchivedPerson
  device: string | null
  /** Of an entry in the room's log. */
  seq: number | null
  /** The id of the post. */
  post: string | null
  /** As `shared/archive/kinds.ts` tells it of each kind. */
  body: Record<string, unknown>
}
