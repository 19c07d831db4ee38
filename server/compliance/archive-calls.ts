// What can be asked of the archive, by name: it lives in a thread of its own, so that no proof and no export holds up the chat.

import { createPublicKey, verify } from 'node:crypto'
import { checkpointBytes, type SignedCheckpoint } from '#shared/archive/checkpoint.ts'
import { fromBase64url, toBase64url } from '#shared/bytes.ts'
import type { Log } from '../logger.ts'
import {
  type CaseChange,
  type Closing,
  cases,
  changeCase,
  closeCase,
  findCase,
  openCase,
} from '../store/archive/cases.ts'
import {
  type CheckpointRow,
  keepCheckpoint,
  lastCheckpoint,
  proofOf,
  readHead,
} from '../store/archive/checkpoints.ts'
import { type ConversationAsked, readConversation } from '../store/archive/conversation.ts'
import { addHold, holds, releaseHold } from '../store/archive/holds.ts'
import { beat, closeOrphans, openLives } from '../store/archive/lives.ts'
import type { ArchiveDb } from '../store/archive/open-archive.ts'
import { readEvents } from '../store/archive/read-events.ts'
import { letGoDue } from '../store/archive/retention.ts'
import {
  clearRetention,
  type RetentionScope,
  retentionRules,
  setRetention,
} from '../store/archive/retention-rules.ts'
import { knownRoom } from '../store/archive/room-details.ts'
import { adapters, addAdapter, openRuns, removeAdapter } from '../store/archive/runs.ts'
import { type ArchiveQuestion, countInArchive, searchArchive } from '../store/archive/search.ts'
import { type Incoming, takeEvents } from '../store/archive/take.ts'
import { type ArchiveReport, verifyArchive } from '../store/archive/verify.ts'
import { indexSome } from '../store/archive/words.ts'
import { type ExportOrder, writeExport } from './export.ts'
import { type ProofOrder, signedOf, writeProof } from './prove.ts'
import { type RunOrder, runAdapters } from './run-adapters.ts'

/** `exports` are those being written, by their folders. */
export type ArchiveWorld = {
  db: ArchiveDb
  log: Log
  ending: AbortController
  /** Adapters at work. */
  busy: Set<string>
  exports: Map<string, AbortController>
}

/** The public parts of the pool's keys, by their ids. */
export type KnownKeys = Record<string, string>

export const archiveCalls = {
  take: ({ db }: ArchiveWorld, { origin, incoming }: { origin: string; incoming: Incoming[] }) =>
    takeEvents(db, origin, incoming),
  head: async ({ db }: ArchiveWorld) => {
    const { size, root, chain } = await readHead(db)
    return { size, root: toBase64url(root), chain: toBase64url(chain) }
  },
  keepCheckpoint: ({ db }: ArchiveWorld, checkpoint: SignedCheckpoint) =>
    keepCheckpoint(db, rowOf(checkpoint)),
  runAdapters: ({ ending, ...world }: ArchiveWorld, order: RunOrder) =>
    runAdapters({ ...world, ending: ending.signal }, order),
  /** Adapters at work stop, and none begins any more. */
  breakOff: async ({ ending }: ArchiveWorld) => ending.abort(),
  adapters: ({ db }: ArchiveWorld) => adapters(db),
  addAdapter: ({ db }: ArchiveWorld, adapter: Parameters<typeof addAdapter>[1]) => addAdapter(db, adapter),
  removeAdapter: ({ db }: ArchiveWorld, named: { name: string }) => removeAdapter(db, named),
  openRuns: ({ db }: ArchiveWorld) => openRuns(db),
  beat: ({ db }: ArchiveWorld, sign: { life: string; at: number }) => beat(db, sign),
  openLives: ({ db }: ArchiveWorld) => openLives(db),
  closeOrphans: ({ db }: ArchiveWorld, { life }: { life: string | null }) => closeOrphans(db, life),
  addHold: ({ db }: ArchiveWorld, hold: Parameters<typeof addHold>[1]) => addHold(db, hold),
  releaseHold: ({ db }: ArchiveWorld, named: Parameters<typeof releaseHold>[1]) => releaseHold(db, named),
  holds: ({ db }: ArchiveWorld) => holds(db),
  openCase: ({ db }: ArchiveWorld, opened: Parameters<typeof openCase>[1]) => openCase(db, opened),
  changeCase: ({ db }: ArchiveWorld, change: CaseChange) => changeCase(db, change),
  closeCase: ({ db }: ArchiveWorld, closing: Closing) => closeCase(db, closing),
  cases: ({ db }: ArchiveWorld) => cases(db),
  findCase: ({ db }: ArchiveWorld, { called }: { called: string }) => findCase(db, called),
  setRetention: ({ db }: ArchiveWorld, rule: Parameters<typeof setRetention>[1]) => setRetention(db, rule),
  clearRetention: ({ db }: ArchiveWorld, scope: RetentionScope) => clearRetention(db, scope),
  retentionRules: ({ db }: ArchiveWorld) => retentionRules(db),
  letGoDue: ({ db }: ArchiveWorld, due: Parameters<typeof letGoDue>[1]) => letGoDue(db, due),
  /** @returns whether there may be more */
  indexSome: ({ db }: ArchiveWorld) => indexSome(db),
  search: async ({ db }: ArchiveWorld, question: ArchiveQuestion) => {
    const [found, total] = [await searchArchive(db, question), await countInArchive(db, question)]
    return { ...found, total }
  },
  knowsRoom: async ({ db }: ArchiveWorld, { uri }: { uri: string }) =>
    (await knownRoom(db, uri)) !== undefined,
  conversation: ({ db }: ArchiveWorld, question: ConversationAsked) => readConversation(db, question),
  lastCheckpoint: async ({ db }: ArchiveWorld, { pool }: { pool: string }) => {
    const row = await lastCheckpoint(db)
    return row && signedOf(row, pool)
  },
  verify: (
    { db }: ArchiveWorld,
    { pool, keys, kept }: { pool: string; keys: KnownKeys; kept: readonly SignedCheckpoint[] },
  ): Promise<ArchiveReport> =>
    verifyArchive(db, {
      isSigned: (row) => isSigned(signedOf(row, pool), keys),
      kept: kept.map(rowOf),
    }),
  async writeExport({ db, ending, exports }: ArchiveWorld, order: ExportOrder) {
    const stopping = new AbortController()
    exports.set(order.folder, stopping)
    const signal = AbortSignal.any([ending.signal, stopping.signal])
    return writeExport(db, order, signal).finally(() => exports.delete(order.folder))
  },
  stopExport: async ({ exports }: ArchiveWorld, { folder }: { folder: string }) =>
    exports.get(folder)?.abort(),
  writeProof: ({ db }: ArchiveWorld, order: ProofOrder) => writeProof(db, order),
  /** An event as it was archived, and what shows that it was. */
  proof: async ({ db }: ArchiveWorld, { number, pool }: { number: number; pool: string }) => {
    const [kept] = await readEvents(db, { after: number - 1, upTo: number, limit: 1 })
    if (!kept) return undefined
    const proof = await proofOf(db, number)
    return {
      ...{ number, event: kept.event },
      checkpoint: proof ? signedOf(proof.checkpoint, pool) : null,
      path: proof ? proof.path.map(toBase64url) : [],
    }
  },
}

function rowOf({ size, at, kid, sig, root, chain }: SignedCheckpoint): CheckpointRow {
  return { size, at, kid, sig, root: fromBase64url(root), chain: fromBase64url(chain) }
}

function isSigned({ kid, sig, ...checkpoint }: SignedCheckpoint, keys: KnownKeys): boolean {
  const x = keys[kid]
  if (x === undefined) return false
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
  return verify(null, checkpointBytes(checkpoint), key, Buffer.from(sig, 'base64url'))
}

type Calls = typeof archiveCalls
/** The same, from the other end. */
export type Archive = {
  [Name in keyof Calls]: (
    ...args: Parameters<Calls[Name]> extends [unknown, infer Args] ? [Args] : []
  ) => Promise<Awaited<ReturnType<Calls[Name]>>>
}
export type ArchiveOrder = { order: 'call'; name: keyof Calls; args: unknown }
