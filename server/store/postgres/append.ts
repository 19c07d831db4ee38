// The hot path: one posting batch, one transaction, two trips to the server. What the first brings is true
// until the end, because the rooms are locked by then; the second stores everything and commits.

import type { PoolClient } from 'pg'
import type { Target } from '../amendment.ts'
import type { AppendBatch, AppendItem, AppendOutcome, AppendResult } from '../append.ts'
import { StoreFault } from '../fault.ts'
import type { ComplianceEvent } from '../jobs/compliance.ts'
import { hashOf, nextTail, type Tail } from '../tail.ts'
import { type Amending, askForTargets, createAmending } from './amend.ts'
import { BEGIN, LOCK_ROOMS, META, SEEN, STORE } from './append-statements.ts'
import { createDoubts, type Doubts } from './doubts.ts'
import { removeFromIndex } from './index-part.ts'
import type { Pool } from './pool.ts'
import { sorted, takenIn, wasInTheWay } from './postgres-error.ts'
import { askForEarlier, eventsOf, type Words } from './recording.ts'

const ATTEMPTS = 20

type Known = { seq: number; room_id: number; ts: number; chain: Uint8Array; hash: Uint8Array; fork: number }
type Seen = { used: boolean } & ({ seq: null } | Known)
type Addition = {
  item: AppendItem
  seq: number
  hash: Uint8Array
  chain: Uint8Array
  fork: boolean
  target: number | null
}
type Plan = { outcomes: AppendOutcome[]; additions: Addition[]; tails: Map<number, Tail>; amending: Amending }
/** What the first trip brought. */
type Brought = { tails: Map<number, Tail>; seen: Seen[]; targets: Map<string, Target> | undefined }

export function createAppend(pool: Pool): (batch: AppendBatch) => Promise<AppendResult> {
  const doubts = createDoubts()
  return async (batch) => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await appendOnce(pool, batch, doubts)
      } catch (error) {
        if (!isWorthRepeating(error) || attempt === ATTEMPTS) throw sorted(error)
      }
    }
  }
}

/** Another node stored one of these ids meanwhile, in another room: the next look finds it. */
function isWorthRepeating(error: unknown): boolean {
  return wasInTheWay(error) || takenIn(error) === 'entries_device_id'
}

async function appendOnce(pool: Pool, batch: AppendBatch, doubts: Doubts): Promise<AppendResult> {
  const client = await pool.connect()
  try {
    const result = await transact(client, batch, doubts)
    client.release()
    return result
  } catch (error) {
    // Its transaction may be open, or its end unknown: the server rolls back when the line is cut.
    client.release(true)
    throw error
  }
}

async function transact(client: PoolClient, batch: AppendBatch, doubts: Doubts): Promise<AppendResult> {
  const { items } = batch
  const [, meta, rooms, seen, targets, earlier] = await Promise.all([
    client.query(BEGIN),
    client.query<{ key: string; value: string }>(META),
    client.query<{ id: number } & Tail>(LOCK_ROOMS, [[...new Set(items.map(({ roomId }) => roomId))]]),
    client.query<Seen>(SEEN, [
      items.map(({ device }) => device),
      items.map(({ id }) => id),
      items.map(({ roomId }) => roomId),
      items.map(({ dseq }) => dseq),
    ]),
    askForTargets(client, items),
    askForEarlier(client, items),
  ])
  const facts = new Map(meta.rows.map(({ key, value }) => [key, value]))
  const aclEpoch = Number(facts.get('acl_epoch') ?? 0)
  if (aclEpoch !== batch.aclEpoch) {
    await client.query('rollback')
    return { state: 'stale', aclEpoch }
  }
  const tails = new Map(rooms.rows.map(({ id, head, chain }) => [id, { head, chain }]))
  const plan = makePlan(batch, { tails, seen: seen.rows, targets })
  const recording = facts.get('compliance') === 'on'
  await doubts.during(
    plan.additions.map(({ item }) => item),
    () => storeAndCommit(client, plan, { at: batch.at, recording: recording ? { earlier } : undefined }),
  )
  return { state: 'committed', outcomes: doubts.resolve(items, plan.outcomes) }
}

/** Decides in memory what each item becomes; `tails` are moved on. */
function makePlan({ items, at }: AppendBatch, { tails, seen, targets }: Brought): Plan {
  const plan: Plan = {
    outcomes: [],
    additions: [],
    tails: new Map(),
    amending: createAmending(items, targets),
  }
  const inBatch = new Map<string, Seen>()
  const usedInBatch = new Set<string>()
  for (const [index, item] of items.entries()) {
    const key = `${item.device} ${item.id}`
    const place = `${item.device} ${item.roomId} ${item.dseq}`
    const tail = tails.get(item.roomId)
    if (!tail) throw new StoreFault('bug', `There is no room ${item.roomId}.`)
    const found = inBatch.get(key) ?? seen[index]
    const hash = hashOf(item.signed)
    if (found && found.seq !== null) {
      plan.outcomes.push(answerKnown(found, item, hash))
      continue
    }
    const about = plan.amending.look(item)
    if (about && 'whyNot' in about) {
      plan.outcomes.push({ result: 'refused', ...about })
      continue
    }
    const fork = found?.used === true || usedInBatch.has(place)
    const next = nextTail(tail, hash)
    tails.set(item.roomId, next)
    plan.tails.set(item.roomId, next)
    const { head: seq, chain } = next
    const target = about?.target ?? null
    plan.additions.push({ item, seq, hash, chain, fork, target })
    plan.outcomes.push({ result: 'stored', seq, ts: at, chain, fork })
    inBatch.set(key, { used: true, room_id: item.roomId, seq, ts: at, chain, hash, fork: fork ? 1 : 0 })
    usedInBatch.add(place)
    plan.amending.note(item, { seq, ts: at, target })
  }
  return plan
}

function answerKnown(found: Known, item: AppendItem, hash: Buffer): AppendOutcome {
  if (!hash.equals(found.hash) || found.room_id !== item.roomId) return { result: 'collision' }
  return { result: 'known', seq: found.seq, ts: found.ts, chain: found.chain, fork: found.fork === 1 }
}

async function storeAndCommit(
  client: PoolClient,
  { additions, tails, amending }: Plan,
  { at, recording }: { at: number; recording: { earlier: Words | undefined } | undefined },
): Promise<void> {
  if (additions.length === 0) {
    await client.query('rollback')
    return
  }
  const events = recording ? eventsOf(additions, recording.earlier) : []
  const stored = client.query(STORE, [
    ...entryColumns(additions),
    at,
    ...eventColumns(events),
    ...tailColumns(tails),
  ])
  const rest = [...amending.statements(client, recording && { at }), ...removeFromIndex(client, additions)]
  const [end] = await Promise.all([client.query('commit'), stored, ...rest])
  if (end.command !== 'COMMIT') throw new StoreFault('bug', 'A commit ended as a rollback.')
}

function entryColumns(additions: Addition[]): unknown[][] {
  const items = additions.map(({ item }) => item)
  return [
    items.map(({ roomId }) => roomId),
    additions.map(({ seq }) => seq),
    items.map(({ id }) => id),
    items.map(({ device }) => device),
    items.map(({ dseq }) => dseq),
    items.map(({ author }) => author),
    items.map(({ kind }) => kind),
    items.map(({ via }) => via),
    additions.map(({ hash }) => hash),
    additions.map(({ chain }) => chain),
    items.map(({ signed }) => signed),
    items.map(({ sig }) => sig),
    items.map(({ fleeting }) => (fleeting ? 1 : 0)),
    additions.map(({ fork }) => (fork ? 1 : 0)),
  ]
}

function eventColumns(events: ComplianceEvent[]): unknown[][] {
  return [
    events.map(({ kind }) => kind),
    events.map(({ room }) => room),
    events.map(({ person }) => person),
    events.map(({ device }) => device),
    events.map(({ post }) => post),
    events.map(({ body }) => body),
    events.map(({ seq }) => seq),
  ]
}

function tailColumns(tails: Plan['tails']): unknown[][] {
  const rooms = [...tails]
  return [rooms.map(([id]) => id), rooms.map(([, { head }]) => head), rooms.map(([, { chain }]) => chain)]
}
