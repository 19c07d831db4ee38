// Membership tickets that are out, and those that are void before their time. A ticket outlives the session it was asked in.

import { reads, writes } from '../job.ts'

export type Holder = { device: string; person: string; mayPost: boolean }
export type NewTicket = Holder & { roomId: number; exp: number }
/** Devices, and since when (ms) what was issued to them before is void. */
export type Revoked = [device: string, at: number][]

export const meshJobs = {
  noteTickets: writes(async (db, { tickets }: { tickets: NewTicket[] }) => {
    if (tickets.length === 0) return
    await db
      .insertInto('mesh_tickets')
      .values(
        tickets.map(({ roomId, device, person, mayPost, exp }) => ({
          ...{ room_id: roomId, device, person, may_post: mayPost ? (1 as const) : (0 as const), exp },
        })),
      )
      .onConflict((conflict) =>
        conflict.columns(['room_id', 'device']).doUpdateSet((eb) => ({
          person: eb.ref('excluded.person'),
          may_post: eb.ref('excluded.may_post'),
          exp: eb.ref('excluded.exp'),
        })),
      )
      .execute()
  }),
  ticketHolders: reads(async (db, { roomId, now }: { roomId: number; now: number }): Promise<Holder[]> => {
    const rows = await db
      .selectFrom('mesh_tickets')
      .select(['device', 'person', 'may_post'])
      .where('room_id', '=', roomId)
      .where('exp', '>', now)
      .orderBy('device')
      .execute()
    return rows.map(({ device, person, may_post }) => ({ device, person, mayPost: may_post === 1 }))
  }),
  /** The rooms that tickets are out for, of everybody or of these people. */
  ticketRooms: reads(async (db, { people, now }: { people?: string[]; now: number }): Promise<string[]> => {
    const rows = await db
      .selectFrom('mesh_tickets')
      .innerJoin('rooms', 'rooms.id', 'mesh_tickets.room_id')
      .select('rooms.uri')
      .distinct()
      .where('mesh_tickets.exp', '>', now)
      .$if(people !== undefined, (query) => query.where('mesh_tickets.person', 'in', people ?? []))
      .execute()
    return rows.map(({ uri }) => uri)
  }),
  /** @param forgetBefore what expired before this is void anyway */
  revokeTickets: writes(
    async (
      db,
      {
        roomId,
        devices,
        at,
        forgetBefore,
      }: { roomId: number; devices: string[]; at: number; forgetBefore: number },
    ) => {
      if (devices.length === 0) return
      // Each statement is newer than the one before it, and a moment is all that tells.
      const last = await db
        .selectFrom('mesh_revoked')
        .select((eb) => eb.fn.max('at').as('at'))
        .where('room_id', '=', roomId)
        .executeTakeFirst()
      const from = Math.max(at, Number(last?.at ?? 0) + 1)
      await db
        .insertInto('mesh_revoked')
        .values(devices.map((device) => ({ room_id: roomId, device, at: from })))
        .onConflict((conflict) =>
          conflict.columns(['room_id', 'device']).doUpdateSet((eb) => ({ at: eb.ref('excluded.at') })),
        )
        .execute()
      await db
        .deleteFrom('mesh_tickets')
        .where('room_id', '=', roomId)
        .where((eb) => eb.or([eb('device', 'in', devices), eb('exp', '<', forgetBefore)]))
        .execute()
      await db
        .deleteFrom('mesh_revoked')
        .where('room_id', '=', roomId)
        .where('at', '<', forgetBefore)
        .execute()
    },
  ),
  revokedTickets: reads(async (db, { roomId }: { roomId: number }): Promise<Revoked> => {
    const rows = await db
      .selectFrom('mesh_revoked')
      .select(['device', 'at'])
      .where('room_id', '=', roomId)
      .orderBy('at', 'desc')
      .orderBy('device')
      .execute()
    return rows.map(({ device, at }) => [device, Number(at)])
  }),
}
