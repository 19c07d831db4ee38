// The choices for a post by the rules of its room, as things stand now.

import { clockNow } from '../state/connection.ts'
import { rooms } from '../state/rooms.ts'
import type { Chosen } from './post-acts.ts'
import { type Choice, choicesOf } from './post-choices.ts'

/** A room that is not in the list has rules that are not known here; the server then says no where it must. */
export function choicesHere({ post, guid }: Chosen, mayChat: boolean): Choice[] {
  const editMinutes = rooms().find((room) => room.guid === guid)?.editMinutes
  const isTimed = typeof editMinutes === 'number'
  return choicesOf(post, { mayChat, editMinutes, ...(isTimed ? { now: clockNow() } : {}) })
}
