// The pool's Ed25519 keys: one current, the next announced ahead.

import { reads, writes } from '../job.ts'

export type PoolKeyRow = {
  kid: string
  publicKey: string
  privateKey: string
  state: 'current' | 'next' | 'retired'
}

export const poolKeyJobs = {
  poolKeys: reads(
    async (db, _: Record<string, never>): Promise<PoolKeyRow[]> =>
      db
        .selectFrom('pool_keys')
        .select(['kid', 'public_key as publicKey', 'private_key as privateKey', 'state'])
        .orderBy('created_at')
        .execute(),
  ),
  addPoolKey: writes(async (db, key: PoolKeyRow & { at: number }) => {
    await db
      .insertInto('pool_keys')
      .values({
        kid: key.kid,
        public_key: key.publicKey,
        private_key: key.privateKey,
        state: key.state,
        created_at: key.at,
      })
      .execute()
  }),
}
