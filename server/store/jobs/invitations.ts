// Invitations: one per person and room, numbered by a counter of each person (facts 2.4.2).

import { type Db, reads } from '../job.ts'

export type InvitationRow = { inviteId: number; createdAt: number; roomUri: string }

/** Invites those of `people` who are single persons and were not invited before. */
export async function inviteMembers(
  db: Db,
  args: { roomId: number; people: string[]; at: number },
): Promise<void> {
  for (const person of args.people.filter((principal) => principal.startsWith('sip:'))) {
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

export const invitationJobs = {
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
