// A case: what a search finds, all of it, written down in the formats that were chosen, with the proof of each event and a manifest
// that names every file by its hash. Whoever gets it needs nothing else of ours.

import { createHash } from 'node:crypto'
import { toBase64url } from '#shared/bytes.ts'
import { proofOf } from '../store/archive/checkpoints.ts'
import type { ArchiveDb } from '../store/archive/open-archive.ts'
import { readChosen } from '../store/archive/read-events.ts'
import { roomDetails } from '../store/archive/room-details.ts'
import { type ArchiveQuestion, searchArchive } from '../store/archive/search.ts'
import type { Output, OutputFile, RoomSlice, Run } from './adapters/adapter.ts'
import { ADAPTERS, type FileFormat } from './adapters/index.ts'
import type { ArchivedEvent } from './archived.ts'
import { openOutput } from './output.ts'
import { signedOf } from './prove.ts'

const EVENTS_AT_ONCE = 500
const FOUND_AT_ONCE = 200
/** More is not a case but a copy of the archive, which adapters make. */
export const EXPORT_EVENTS_MAX = 1_000_000

export type ExportOrder = {
  name: string
  folder: string
  formats: FileFormat[]
  /** Where it is one's search. */
  case?: { id: string; name: string }
  criteria: Omit<ArchiveQuestion, 'limit' | 'beyond'>
  pool: string
  at: number
  by: string
}
/** The same as the manifest, which is written last. */
export type Manifest = Omit<ExportOrder, 'folder'> & {
  backchat: 'archive export'
  v: 1
  events: number
  files: { name: string; bytes: number; sha256: string }[]
}

/**
 * @param signal breaks it off, and nothing stays
 * @returns undefined where nothing is found, or too much; then nothing is written
 */
export async function writeExport(
  db: ArchiveDb,
  order: ExportOrder,
  signal: AbortSignal,
): Promise<Manifest | undefined> {
  const numbers = await numbersFound(db, order.criteria, signal)
  if (numbers.length === 0 || numbers.length > EXPORT_EVENTS_MAX) return undefined
  const output = await openOutput(order.folder, `export-${order.name}`)
  try {
    const files: Manifest['files'] = []
    const noting = notingFiles(output, files)
    const run = await chosenRun({ db, signal }, numbers, order)
    // Two formats may call their files alike.
    for (const format of order.formats)
      await ADAPTERS[format].create({}).write({ ...run, id: `${run.id}-${format}` }, noting.output, signal)
    await writeProofs(
      { db, signal },
      { numbers, pool: order.pool },
      await noting.output.file(`${order.name}-proofs.ndjson`),
    )
    noting.settle()
    const { folder: _folder, ...told } = order
    const manifest: Manifest = { backchat: 'archive export', v: 1, ...told, events: numbers.length, files }
    const file = await output.file(`${order.name}-manifest.json`)
    await file.write(`${JSON.stringify(manifest, null, 2)}\n`)
    await output.finish()
    return manifest
  } catch (error) {
    await output.discard()
    throw error
  }
}

async function numbersFound(
  db: ArchiveDb,
  criteria: ExportOrder['criteria'],
  signal: AbortSignal,
): Promise<number[]> {
  const numbers: number[] = []
  let beyond: ArchiveQuestion['beyond']
  do {
    signal.throwIfAborted()
    const { events, next } = await searchArchive(db, { ...criteria, beyond, limit: FOUND_AT_ONCE })
    numbers.push(...events.map(({ number }) => number))
    beyond = next ?? undefined
  } while (beyond !== undefined && numbers.length <= EXPORT_EVENTS_MAX)
  return numbers.sort((one, other) => one - other)
}

type Reading = { db: ArchiveDb; signal: AbortSignal }

/** As they are kept, some at a time. */
async function* keptOf({ db, signal }: Reading, numbers: readonly number[]) {
  for (let at = 0; at < numbers.length; at += EVENTS_AT_ONCE) {
    signal.throwIfAborted()
    yield* await readChosen(db, numbers.slice(at, at + EVENTS_AT_ONCE))
  }
}

async function* eventsOf(from: Reading, numbers: readonly number[]): AsyncGenerator<ArchivedEvent> {
  for await (const { event } of keptOf(from, numbers))
    if (event !== null) yield JSON.parse(event) as ArchivedEvent
}

type Part = Pick<RoomSlice, 'room' | 'first' | 'startedAt' | 'endedAt'> & { numbers: number[] }

async function chosenRun(from: Reading, numbers: number[], { name, pool, at }: ExportOrder): Promise<Run> {
  const parts = new Map<string | null, Part>()
  for await (const event of eventsOf(from, numbers)) {
    const { room, number } = event
    const begun = { room, first: event, startedAt: event.at, endedAt: event.at, numbers: [] }
    const part = parts.get(room?.uri ?? null) ?? begun
    parts.set(room?.uri ?? null, part)
    part.endedAt = event.at
    part.numbers.push(number)
  }
  return {
    ...{ id: name, pool, from: numbers[0] ?? 0, to: numbers.at(-1) ?? 0, plannedAt: at },
    events: () => eventsOf(from, numbers),
    async *rooms() {
      for (const { numbers: own, ...part } of parts.values()) {
        const details = part.room === null ? null : ((await roomDetails(from.db, part.room.uri)) ?? null)
        yield { ...part, details, events: () => eventsOf(from, own) }
      }
    },
  }
}

/** A line for each event, as `compliance proof` tells it. */
async function writeProofs(
  from: Reading,
  { numbers, pool }: { numbers: readonly number[]; pool: string },
  file: OutputFile,
): Promise<void> {
  for await (const { number, event } of keptOf(from, numbers)) {
    const proof = await proofOf(from.db, number)
    const checkpoint = proof ? signedOf(proof.checkpoint, pool) : null
    const path = proof ? proof.path.map(toBase64url) : []
    await file.write(`${JSON.stringify({ number, event, checkpoint, path })}\n`)
  }
}

/** What is written is hashed on its way, so that no file is read again. */
function notingFiles(output: Output, files: Manifest['files']): { output: Output; settle(): void } {
  const hashes: { name: string; bytes: number; hash: ReturnType<typeof createHash> }[] = []
  return {
    output: {
      folder: output.folder,
      async file(name) {
        const file = await output.file(name)
        const noted = { name, bytes: 0, hash: createHash('sha256') }
        hashes.push(noted)
        return {
          async write(text) {
            noted.hash.update(text)
            noted.bytes += Buffer.byteLength(text)
            await file.write(text)
          },
        }
      },
    },
    settle() {
      for (const { name, bytes, hash } of hashes) files.push({ name, bytes, sha256: hash.digest('hex') })
    },
  }
}
