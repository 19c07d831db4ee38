// Who or what is taken off the lists of rooms and categories by an act about something else, such as the removal of a group:
// told of room by room and category by category, for whoever asks the archive who could read a room then.

import type { Role } from '#shared/person.ts'
import type { Db, DbAlone } from '../job.ts'
import type { Scope } from './categories.ts'
import { type Changes, recordChange } from './record-change.ts'

/** One principal that loses a role in a room. */
export type Loss = { roomId: number; role: Role; principal: string }

export async function recordLosses(db: Db, losses: readonly Loss[], at: number): Promise<void> {
  for (const [roomId, lost] of Map.groupBy(losses, (each) => each.roomId)) {
    const { uri } = await db
      .selectFrom('rooms')
      .select('uri')
      .where('id', '=', roomId)
      .executeTakeFirstOrThrow()
    const byRole = Map.groupBy(lost, ({ role }) => `${role}s`)
    const changes: Changes = Object.fromEntries(
      [...byRole].map(([list, each]) => [
        list,
        { added: [], removed: each.map(({ principal }) => principal) },
      ]),
    )
    await recordChange(db, { kind: 'room', act: 'change', room: uri, by: null, at, changes })
  }
}

/** As `toldCategory` calls the lists. */
const TOLD_AS: Record<keyof Scope, string> = { allow: 'allowed', deny: 'denied', creator: 'creators' }

/** Off every list that there is. */
export async function takeOffLists(db: DbAlone, principal: string, at: number): Promise<void> {
  const losses = await db
    .selectFrom('room_roles')
    .select(['room_id as roomId', 'role', 'principal'])
    .where('principal', '=', principal)
    .orderBy('room_id')
    .orderBy('role')
    .execute()
  await recordLosses(db, losses, at)
  await recordScopeLosses(db, principal, at)
  await db.deleteFrom('room_roles').where('principal', '=', principal).execute()
  await db.deleteFrom('category_scope').where('principal', '=', principal).execute()
}

async function recordScopeLosses(db: DbAlone, principal: string, at: number): Promise<void> {
  const rows = await db
    .selectFrom('category_scope')
    .innerJoin('categories', 'categories.id', 'category_scope.category_id')
    .select(['categories.name', 'category_scope.list'])
    .where('category_scope.principal', '=', principal)
    .orderBy('categories.id')
    .orderBy('category_scope.list')
    .execute()
  for (const [of, lists] of Map.groupBy(rows, ({ name }) => name)) {
    const changes: Changes = Object.fromEntries(
      lists.map(({ list }) => [TOLD_AS[list], { added: [], removed: [principal] }]),
    )
    await recordChange(db, { kind: 'category', act: 'change', of, room: null, by: null, at, changes })
  }
}
