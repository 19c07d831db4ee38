// A real archive that the pool signed twice, and what the server writes of it: all that the verifier gets to see.

import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { checkpointBytes, type SignedCheckpoint } from '#shared/archive/checkpoint.ts'
import { bytesOf } from '../../../client/verifier/bytes.ts'
import type { Verdict } from '../../../client/verifier/finding.ts'
import { linesIn } from '../../../client/verifier/lines.ts'
import { checkpointsIn } from '../../../client/verifier/reading.ts'
import { verifyFiles } from '../../../client/verifier/verify.ts'
import { archiveCalls } from '../../../server/compliance/archive-calls.ts'
import { proofLines } from '../../../server/compliance/prove.ts'
import { silentLog } from '../../../server/logger.ts'
import { type ArchiveDb, openArchive } from '../../../server/store/archive/open-archive.ts'
import { takeEvents } from '../../../server/store/archive/take.ts'
import { some } from '../../contract/archive-fixture.ts'

export const EVENTS = 21
export const POOL = 'chat.example.com'
const { privateKey, publicKey } = generateKeyPairSync('ed25519')
export const KEYS = new Map([['k', bytesOf(publicKey.export({ format: 'jwk' }).x, 32) ?? new Uint8Array(32)]])

export type Signing = { db: ArchiveDb; checkpoints: SignedCheckpoint[]; close(): Promise<void> }

export async function signedArchive(): Promise<Signing> {
  const folder = mkdtempSync(join(tmpdir(), 'backchat-verifier-'))
  const db = await openArchive({ file: join(folder, 'archive.sqlite') })
  const checkpoints: SignedCheckpoint[] = []
  for (const [from, to] of [
    [1, 9],
    [10, EVENTS],
  ] as const) {
    await takeEvents(db, 'queue', some(from, to))
    checkpoints.push(await signHead(db))
  }
  return {
    ...{ db, checkpoints },
    async close() {
      await db.destroy()
      rmSync(folder, { recursive: true })
    },
  }
}

export async function signHead(db: ArchiveDb): Promise<SignedCheckpoint> {
  const world = {
    ...{ db, log: silentLog, ending: new AbortController() },
    ...{ busy: new Set<string>(), exports: new Map() },
  }
  const checkpoint = { ...(await archiveCalls.head(world)), pool: POOL, at: 1_700_000_000_000 }
  const sig = sign(null, checkpointBytes(checkpoint), privateKey).toString('base64url')
  const signed = { ...checkpoint, kid: 'k', sig }
  await archiveCalls.keepCheckpoint(world, signed)
  return signed
}

/** What the server itself finds. */
export async function serverReport(db: ArchiveDb) {
  const world = {
    ...{ db, log: silentLog, ending: new AbortController() },
    ...{ busy: new Set<string>(), exports: new Map() },
  }
  const keys = { k: String(publicKey.export({ format: 'jwk' }).x) }
  return (await archiveCalls.verify(world, { pool: POOL, keys, kept: [] })).findings
}

export async function stretchOf(db: ArchiveDb, from = 1, to = EVENTS): Promise<string> {
  let text = ''
  for await (const line of proofLines(db, { pool: POOL, from, to })) text += line
  return text
}

export async function proofOf(db: ArchiveDb, number: number): Promise<string> {
  const world = {
    ...{ db, log: silentLog, ending: new AbortController() },
    ...{ busy: new Set<string>(), exports: new Map() },
  }
  return JSON.stringify(await archiveCalls.proof(world, { number, pool: POOL }))
}

type Given = { keys?: typeof KEYS; kept?: SignedCheckpoint[] }

/** As the page does it with a file that somebody gave it. */
export function verify(content: string | Buffer | string[], given: Given = {}): Promise<Verdict> {
  const files = (Array.isArray(content) ? content : [content]).map((each, at) => {
    const blob = new Blob([each as BlobPart])
    return { name: `file-${at}`, text: String(each), lines: () => linesIn(blob) }
  })
  const kept = checkpointsIn((given.kept ?? []).map((each) => JSON.stringify(each)).join('\n')) ?? []
  return verifyFiles(files, { keys: given.keys ?? KEYS, kept })
}
