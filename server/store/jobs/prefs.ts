// Preferences. All changes of one person's preferences are counted by one number, so what a device has not seen is
// what lies above the number it has. What was removed keeps its place, so that devices learn of it.

import { XccosError } from '#shared/errors.ts'
import { PREF_BYTES_PER_PERSON, PREFS_PER_PERSON } from '#shared/limits.ts'
import type { Pref } from '#shared/pref.ts'
import { utf8Bytes } from '#shared/text.ts'
import { type Db, reads, writes } from '../job.ts'

/** A device that missed more removals than this may show a draft that is gone, until it is written to. */
const REMOVED_KEPT = 1_000

type PrefChange = { person: string; label: string; content: string; seqid?: number | undefined }

function prefs(db: Db, person: string) {
  return db.selectFrom('prefs').select(['label', 'seqid', 'content']).where('person', '=', person)
}

function toPref(row: Pref): Pref {
  return { ...row, seqid: Number(row.seqid) }
}

async function setPref(db: Db, change: PrefChange): Promise<{ seqid: number; changed: boolean }> {
  const { person, label, content } = change
  const held = await prefs(db, person).where('label', '=', label).executeTakeFirst()
  const known = Number(held?.seqid ?? 0)
  // Said twice it is the same: the first answer may have been lost.
  if ((held?.content ?? '') === content) return { seqid: known, changed: false }
  if (change.seqid !== undefined && change.seqid !== known)
    throw new XccosError('DataCollision', 'Another device changed this preference meanwhile.')
  if (content !== '') await requireSpace(db, change)
  const row = { seqid: (await newestSeqid(db, person)) + 1, content, bytes: utf8Bytes(content) }
  await db
    .insertInto('prefs')
    .values({ person, label, ...row })
    .onConflict((conflict) => conflict.columns(['person', 'label']).doUpdateSet(row))
    .execute()
  if (content === '') await forgetOldRemovals(db, person)
  return { seqid: row.seqid, changed: true }
}

async function requireSpace(db: Db, { person, label, content }: PrefChange): Promise<void> {
  const { count, bytes } = await db
    .selectFrom('prefs')
    .select((eb) => [eb.fn.countAll<number>().as('count'), eb.fn.sum<number | null>('bytes').as('bytes')])
    .where('person', '=', person)
    .where('label', '<>', label)
    .where('content', '<>', '')
    .executeTakeFirstOrThrow()
  if (Number(count) >= PREFS_PER_PERSON)
    throw new XccosError('LimitExceeded', `A person may have at most ${PREFS_PER_PERSON} preferences.`)
  if (Number(bytes ?? 0) + utf8Bytes(content) > PREF_BYTES_PER_PERSON)
    throw new XccosError('LimitExceeded', 'The preferences of a person may not be larger than this together.')
}

async function newestSeqid(db: Db, person: string): Promise<number> {
  const newest = await prefs(db, person).orderBy('seqid', 'desc').limit(1).executeTakeFirst()
  return Number(newest?.seqid ?? 0)
}

async function forgetOldRemovals(db: Db, person: string): Promise<void> {
  const old = await prefs(db, person)
    .where('content', '=', '')
    .orderBy('seqid', 'desc')
    .limit(REMOVED_KEPT)
    .offset(REMOVED_KEPT)
    .execute()
  if (old.length === 0) return
  const labels = old.map(({ label }) => label)
  await db.deleteFrom('prefs').where('person', '=', person).where('label', 'in', labels).execute()
}

export const prefJobs = {
  pref: reads(async (db, args: { person: string; label: string }): Promise<Pref | undefined> => {
    const row = await prefs(db, args.person).where('label', '=', args.label).executeTakeFirst()
    return row && toPref(row)
  }),
  /** Oldest change first. */
  prefsAfter: reads(async (db, args: { person: string; after: number; limit: number }): Promise<Pref[]> => {
    const rows = await prefs(db, args.person)
      .where('seqid', '>', args.after)
      .orderBy('seqid')
      .limit(args.limit)
      .execute()
    return rows.map(toPref)
  }),
  setPref: writes(setPref),
}
