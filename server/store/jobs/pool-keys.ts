// The pool's Ed25519 keys: one current, the next announced ahead.

import { type Db, reads, writes } from '../job.ts'

export type PoolKeyRow = {
  kid: string
  publicKey: string
  privateKey: string
  state: 'current' | 'next' | 'retired'
}

function insertKey(db: Db, key: PoolKeyRow, at: number) {
  return db
    .insertInto('pool_keys')
    .values({
      kid: key.kid,
      public_key: key.publicKey,
      private_key: key.privateKey,
      state: key.state,
      created_at: at,
    })
    .execute()
}

async function listKeys(db: Db): Promise<PoolKeyRow[]> {
  return db
    .selectFrom('pool_keys')
    .select(['kid', 'public_key as publicKey', 'private_key as privateKey', 'state'])
    .orderBy('created_at')
    .orderBy('kid')
    .execute()
}

export const poolKeyJobs = {
  poolKeys: reads(async (db, _: Record<string, never>) => listKeys(db)),
  /** Adds the first keys of a new pool; where there are keys already, those hold. */
  ensurePoolKeys: writes(async (db, args: { keys: PoolKeyRow[]; at: number }): Promise<PoolKeyRow[]> => {
    const held = await listKeys(db)
    if (held.length > 0) return held
    for (const key of args.keys) await insertKey(db, key, args.at)
    return listKeys(db)
  }),
}
