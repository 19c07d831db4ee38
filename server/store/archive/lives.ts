// The lives of services: each start of a server is one. Joins say in which they were recorded, so that whoever a dead one had in its
// rooms is known to have left.

import { alone } from './alone.ts'
import { orphansOf, type Stay } from './attendance.ts'
import type { ArchiveDb } from './open-archive.ts'
import { takeIn } from './take.ts'

const ORIGIN = 'the archive itself, for services that died'
const STAYS_AT_ONCE = 500

/** A life that has people in rooms. `beats` is null, and so is `seenAt`, of one that died before its first sign. */
export type OpenLife = { life: string | null; beats: number | null; seenAt: number | null }

/** A sign of life. */
export async function beat(db: ArchiveDb, { life, at }: { life: string; at: number }): Promise<void> {
  await db
    .insertInto('lives')
    .values({ life, beats: 1, seen_at: at })
    .onConflict((conflict) =>
      conflict.column('life').doUpdateSet((eb) => ({ beats: eb('lives.beats', '+', 1), seen_at: at })),
    )
    .execute()
}

export async function openLives(db: ArchiveDb): Promise<OpenLife[]> {
  const rows = await db
    .selectFrom('attendance')
    .leftJoin('lives', 'lives.life', 'attendance.service')
    .select(['attendance.service', 'lives.beats', 'lives.seen_at'])
    .where('parted_at', 'is', null)
    .distinct()
    .execute()
  const long = (value: number | null) => (value === null ? null : Number(value))
  return rows.map(({ service, beats, seen_at }) => ({
    life: service,
    beats: long(beats),
    seenAt: long(seen_at),
  }))
}

/**
 * It told nobody's leaving: each of its stays ends with a part of its own in the archive, at the moment when it was seen last.
 *
 * @returns how many
 */
export async function closeOrphans(db: ArchiveDb, life: string | null): Promise<number> {
  for (let closed = 0; ; ) {
    const more = await alone(db, async (tx) => {
      const own = await tx
        .selectFrom('lives')
        .select('seen_at')
        .where('life', '=', life ?? '')
        .executeTakeFirst()
      const stays = await orphansOf(tx, { service: life, limit: STAYS_AT_ONCE })
      const seenAt = Number(own?.seen_at ?? 0)
      await takeIn(
        tx,
        ORIGIN,
        stays.map((stay) => partOf(stay, { life, seenAt })),
      )
      if (stays.length < STAYS_AT_ONCE)
        await tx
          .deleteFrom('lives')
          .where('life', '=', life ?? '')
          .execute()
      return stays.length
    })
    closed += more
    if (more < STAYS_AT_ONCE) return closed
  }
}

function partOf(
  { session, person, name, device, room, joinedAt }: Stay & { name: string; room: string },
  { life, seenAt }: { life: string | null; seenAt: number },
) {
  return {
    // Of one session in one room there is one stay that is open.
    ...{ source: 0, at: Math.max(seenAt, joinedAt), kind: 'part', person: { uri: person, name } },
    ...{ room: { uri: room }, device, seq: null, post: null },
    body: JSON.stringify({ session, ...(life === null ? {} : { service: life }), orphan: true }),
  }
}
