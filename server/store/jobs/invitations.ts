// Invitations: one per person and room, numbered by a counter of each person (facts 2.4.2).

import { type Db, reads } from '../job.ts'

export type InvitationRow = { inviteId: number; createdAt: number; roomUri: string }

/** Invites whoever was not invited before: persons, and the people of groups. Domains and everyone are told by search. */
export async function inviteMembers(
  db: Db,
  args: { roomId: number; principals: string[]; at: number },
): Promise<void> {
  for (const person of await personsIn(db, args.principals)) {
    const last = await db
      .selectFrom('invitations')
      .select((eb) => eb.fn.max('invite_id').as('id'))
      .where('person', '=', person)
      .executeTakeFirst()
    await db
      .insertInto('invitations')
      .values({ person, room_id: args.roomId, invite_id: Number(last?.id ?? 0) + 1, created_at: args.at })
      .onConflict((conflict) => conflict.columns(['person', 'room_id']).doNothing())
      .execute()
  }
}

/** The persons behind these principals, each once. */
async function personsIn(db: Db, principals: readonly string[]): Promise<Set<string>> {
  const persons = new Set(principals.filter((principal) => principal.startsWith('sip:')))
  for (const group of principals.filter((principal) => principal.startsWith('group:'))) {
    const rows = await db
      .selectFrom('group_members')
      .select('person')
      .where('principal', '=', group)
      .orderBy('person')
      .execute()
    for (const { person } of rows) persons.add(person)
  }
  return persons
}

export const invitationJobs = {
  /** The invitations of one moment, whosesoever. */
  invitationsMade: reads(
    async (db, args: { at: number }): Promise<(InvitationRow & { person: string })[]> =>
      db
        .selectFrom('invitations')
        .innerJoin('rooms', 'rooms.id', 'invitations.room_id')
        .select(['person', 'invite_id as inviteId', 'invitations.created_at as createdAt'])
        .select('rooms.uri as roomUri')
        .where('invitations.created_at', '=', args.at)
        .orderBy('person')
        .orderBy('invite_id')
        .execute(),
  ),
  invitations: reads(
    async (db, args: { person: string; after: number }): Promise<InvitationRow[]> =>
      db
        .selectFrom('invitations')
        .innerJoin('rooms', 'rooms.id', 'invitations.room_id')
        .select(['invite_id as inviteId', 'invitations.created_at as createdAt', 'rooms.uri as roomUri'])
        .where('person', '=', args.person)
        .where('invite_id', '>', args.after)
        .orderBy('invite_id')
        .limit(200)
        .execute(),
  ),
}
