// Writes a stretch of the archive down with its proof (P22.14), for somebody who trusts neither this server nor its programs.

import type { SignedCheckpoint } from '#shared/archive/checkpoint.ts'
import { toBase64url } from '#shared/bytes.ts'
import type { CheckpointRow } from '../store/archive/checkpoints.ts'
import type { ArchiveDb } from '../store/archive/open-archive.ts'
import { beginOf, partsOf, type StretchPart } from '../store/archive/stretch.ts'
import { inPieces } from './adapters/pieces.ts'
import { openOutput } from './output.ts'

export type ProofOrder = { pool: string; from: number; to: number; folder: string }

/** @returns the name of the file */
export async function writeProof(db: ArchiveDb, order: ProofOrder): Promise<string> {
  const [from, to] = [order.from, order.to].map((each) => String(each).padStart(10, '0'))
  const name = `backchat-proof-${from}-${to}.ndjson`
  const output = await openOutput(order.folder, `proof-${from}-${to}`)
  try {
    const file = await output.file(name)
    for await (const piece of inPieces(proofLines(db, order))) await file.write(piece)
    await output.finish()
    return name
  } catch (error) {
    await output.discard()
    throw error
  }
}

export async function* proofLines(
  db: ArchiveDb,
  { pool, from, to }: Omit<ProofOrder, 'folder'>,
): AsyncGenerator<string> {
  const { chain, peaks } = await beginOf(db, from)
  const head = { backchat: 'archive proof', v: 1, pool, from, to }
  yield line({ ...head, chain: toBase64url(chain), peaks: peaks.map(toBase64url) })
  for await (const part of partsOf(db, { from, to })) yield line(told(part, pool))
}

const line = (value: object) => `${JSON.stringify(value)}\n`

function told(part: StretchPart, pool: string): object {
  if (part.is === 'checkpoint')
    return { checkpoint: signedOf(part.checkpoint, pool), after: part.after.map(toBase64url) }
  const { number, event, leaf, chain, nodes } = part.event
  return { number, event, leaf: toBase64url(leaf), chain: toBase64url(chain), nodes: nodes.map(toBase64url) }
}

export function signedOf({ root, chain, ...row }: CheckpointRow, pool: string): SignedCheckpoint {
  return { ...row, pool, root: toBase64url(root), chain: toBase64url(chain) }
}
