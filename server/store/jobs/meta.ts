// Small facts about the whole pool, and the epoch of rights: every change of who may do what raises it.

import { type Db, type DbAlone, reads, writes } from '../job.ts'

const ACL_EPOCH = 'acl_epoch'

export async function readMeta(db: Db, key: string): Promise<string | undefined> {
  const row = await db.selectFrom('meta').select('value').where('key', '=', key).executeTakeFirst()
  return row?.value
}

export async function writeMeta(db: Db, key: string, value: string): Promise<void> {
  await db
    .insertInto('meta')
    .values({ key, value })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value }))
    .execute()
}

export async function readAclEpoch(db: Db): Promise<number> {
  return Number((await readMeta(db, ACL_EPOCH)) ?? 0)
}

/** To be called in the transaction of every change of rights. */
export async function raiseAclEpoch(db: DbAlone): Promise<number> {
  const epoch = (await readAclEpoch(db)) + 1
  await writeMeta(db, ACL_EPOCH, String(epoch))
  return epoch
}

export const metaJobs = {
  meta: reads(async (db, { key }: { key: string }) => readMeta(db, key)),
  setMeta: writes(async (db, { key, value }: { key: string; value: string }) => writeMeta(db, key, value)),
  /** Keeps what is there; the first of several nodes that start at once decides for all. */
  ensureMeta: writes(async (db, { key, value }: { key: string; value: string }): Promise<string> => {
    const held = await readMeta(db, key)
    if (held !== undefined) return held
    await writeMeta(db, key, value)
    return value
  }),
  aclEpoch: reads(async (db, _: Record<string, never>) => readAclEpoch(db)),
}
