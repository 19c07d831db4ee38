// The pool's own Ed25519 keys: the current one signs tickets and receipts, the next one is announced ahead,
// so that clients know it before it is used. The first node of a pool makes them; all others find them.

import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  sign,
} from 'node:crypto'
import { toBase64url } from '#shared/bytes.ts'
import type { PoolKeyRow } from '../store/jobs/pool-keys.ts'
import type { Store } from '../store/store.ts'

export type PoolKeys = {
  announced: readonly { kid: string; publicKey: string }[]
  /** With those that are retired. */
  all: readonly { kid: string; publicKey: string }[]
  current: { kid: string; privateKey: KeyObject }
  /** Undefined for a key that the pool never had. */
  publicKey(kid: string): KeyObject | undefined
  sign(bytes: Uint8Array): { kid: string; sig: string }
}

export async function openPoolKeys(store: Store, now: number): Promise<PoolKeys> {
  const rows = await store.ensurePoolKeys({ keys: [makeKey('current'), makeKey('next')], at: now })
  const currentRow = rows.find((row) => row.state === 'current')
  if (!currentRow) throw new Error('The pool has no current signing key.')
  const current = { kid: currentRow.kid, privateKey: privateKeyOf(currentRow) }
  const publicKeys = new Map(rows.map((row) => [row.kid, createPublicKey(privateKeyOf(row))]))
  return {
    announced: rows
      .filter((row) => row.state !== 'retired')
      .map(({ kid, publicKey }) => ({ kid, publicKey })),
    all: rows.map(({ kid, publicKey }) => ({ kid, publicKey })),
    current,
    publicKey: (kid) => publicKeys.get(kid),
    sign: (bytes) => ({ kid: current.kid, sig: toBase64url(sign(null, bytes, current.privateKey)) }),
  }
}

function makeKey(state: PoolKeyRow['state']): PoolKeyRow {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x } = publicKey.export({ format: 'jwk' })
  if (!x) throw new Error('An Ed25519 key has no public part.')
  return {
    kid: randomBytes(6).toString('hex'),
    publicKey: x,
    privateKey: privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64url'),
    state,
  }
}

function privateKeyOf(row: PoolKeyRow): KeyObject {
  return createPrivateKey({ key: Buffer.from(row.privateKey, 'base64url'), format: 'der', type: 'pkcs8' })
}
