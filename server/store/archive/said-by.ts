// Which events have all of some words. Where one of the words is rare, its events are looked through; where all are common, events
// are looked through by time until the page is full, which is soon.

import type { ExpressionBuilder } from 'kysely'
import type { ArchiveDb } from './open-archive.ts'
import type { ArchiveTables } from './tables.ts'

type Window = { from?: number | undefined; to?: number | undefined }
type Word = { stem: string; count: number }

/** @returns the rarest of them within the time, if fewer than `most` events have it */
export async function rarestOf(
  db: ArchiveDb,
  { stems, most }: { stems: readonly string[]; most: number },
  { from, to }: Window,
): Promise<string | undefined> {
  const words: Word[] = []
  for (const stem of stems) {
    const some = db
      .selectFrom('said')
      .select('number')
      .where('stem', '=', stem)
      .$if(from !== undefined, (query) => query.where('at', '>=', from ?? 0))
      .$if(to !== undefined, (query) => query.where('at', '<', to ?? 0))
      .limit(most)
    const { count } = await db
      .selectFrom(some.as('some'))
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow()
    words.push({ stem, count: Number(count) })
  }
  const [rarest] = words.sort((one, other) => one.count - other.count)
  return rarest && rarest.count < most ? rarest.stem : undefined
}

/** The numbers of events that have them all, from those that have the rare one. */
export function saidBy(
  eb: ExpressionBuilder<ArchiveTables, 'events'>,
  { stems, rare }: { stems: readonly string[]; rare: string },
  { from, to }: Window,
) {
  const others = stems.filter((stem) => stem !== rare)
  return eb
    .selectFrom('said as rare')
    .select('rare.number')
    .where('rare.stem', '=', rare)
    .$if(from !== undefined, (query) => query.where('rare.at', '>=', from ?? 0))
    .$if(to !== undefined, (query) => query.where('rare.at', '<', to ?? 0))
    .where((own) =>
      own.and(
        others.map((stem) =>
          own.exists(
            own
              .selectFrom('said as other')
              .select('other.number')
              .where('other.stem', '=', stem)
              .whereRef('other.at', '=', 'rare.at')
              .whereRef('other.number', '=', 'rare.number'),
          ),
        ),
      ),
    )
}

export function saidAll(eb: ExpressionBuilder<ArchiveTables, 'events'>, stems: readonly string[]) {
  return stems.map((stem) =>
    eb.exists(
      eb
        .selectFrom('said')
        .select('said.number')
        .where('said.stem', '=', stem)
        .whereRef('said.at', '=', 'events.at')
        .whereRef('said.number', '=', 'events.number'),
    ),
  )
}
