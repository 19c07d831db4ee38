// Events for the archive, and the pool that signs it.

import { generateKeyPairSync, sign, verify } from 'node:crypto'
import { type CheckpointRow, keepCheckpoint, readHead } from '../../server/store/archive/checkpoints.ts'
import type { ArchiveDb } from '../../server/store/archive/open-archive.ts'
import type { Incoming } from '../../server/store/archive/take.ts'
import { verifyArchive } from '../../server/store/archive/verify.ts'

/** `db` and `other` are two nodes of a pool. */
export type ArchiveExam = { db: ArchiveDb; other: ArchiveDb; close(): Promise<void> }

const { privateKey, publicKey } = generateKeyPairSync('ed25519')

export function incoming(source: number, changes: Partial<Incoming> = {}): Incoming {
  const room = { uri: `ma-chan://q/${source % 3}`, name: 'Quay', category: 'Port', logged: true }
  return {
    ...{ source, at: 1_000 + source, kind: 'chat', person: { uri: 'sip:ada@q', name: 'Ada' } },
    ...{ room: source % 5 === 0 ? null : room, device: 'phone', seq: source, post: `p${source}` },
    ...{ body: JSON.stringify({ signed: `words ${source}`, sig: 's' }), ...changes },
  }
}

export const some = (from: number, to: number): Incoming[] =>
  Array.from({ length: to - from + 1 }, (_, at) => incoming(from + at))

export async function signNow({ db }: Pick<ArchiveExam, 'db'>, at = 1): Promise<void> {
  const head = await readHead(db)
  const sig = sign(null, head.root, privateKey).toString('base64url')
  await keepCheckpoint(db, { ...head, at, kid: 'k', sig })
}

export function report({ db }: ArchiveExam, kept: CheckpointRow[] = []) {
  const isSigned = ({ root, sig }: CheckpointRow) =>
    verify(null, root, publicKey, Buffer.from(sig, 'base64url'))
  return verifyArchive(db, { isSigned, kept })
}
