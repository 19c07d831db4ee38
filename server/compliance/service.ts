// The Compliance service: moves events from the queue of the chat into the archive, where each gets its number, and hands them
// to the adapters at every interval, under a checkpoint that the pool has signed. Whatever fails is tried again; the queue waits.

import { type Checkpoint, checkpointBytes, type SignedCheckpoint } from '#shared/archive/checkpoint.ts'
import type { Log } from '../logger.ts'
import type { Store } from '../store/store.ts'
import type { Archive, KnownKeys } from './archive-calls.ts'
import { createKeeping } from './keeping.ts'
import { createMoving } from './moving.ts'
import { BEAT_EVERY_MS, createOrphanWatch } from './orphans.ts'
import type { ProofOrder } from './prove.ts'
import type { RunResult } from './run-adapters.ts'

const MOVE_EVERY_MS = 2_000
const AFTER_FAULT_MS = 10_000
const PATIENCE_MS = 10 * 60_000
/** Whoever asks for a run waits so long for one that is under way. */
const EARLIER_RUN_MS = 5_000
/** What waits for longer does not wait for the server to have time. */
const BEHIND_MS = 5 * 60_000

export const MINUTE_MS = 60_000
/** As the original's RunInterval: from a minute to thirty days. */
export const INTERVAL_MINUTES = { least: 1, most: 30 * 24 * 60, usual: 15 }

export type ComplianceDeps = {
  store: Pick<
    Store,
    | 'record'
    | 'recordAnyway'
    | 'person'
    | 'compliance'
    | 'namedEvents'
    | 'forgetEvents'
    | 'ensureMeta'
    | 'meta'
    | 'setMeta'
    | 'complianceBacklog'
  >
  archive: Archive
  sign(bytes: Uint8Array): Promise<{ kid: string; sig: string }>
  /** Public parts of all keys that the pool has, or had. */
  keys(): Promise<KnownKeys>
  /** The domain. */
  pool: string
  /** Names this node. */
  holder: string
  /** Names this start of it. */
  life: string
  /** No other node can be at work on the same data. */
  isAlone: boolean
  now(): number
  log: Log
}

/** Behind: what happened is not archived. Failing: an adapter does not take what is. */
export type ArchiveCondition = 'ok' | 'behind' | 'failing'
export type Compliance = ReturnType<typeof createCompliance>

const INTERVAL = 'compliance_interval_minutes'
const LAST_RUN = 'compliance_last_run'
const CHECKPOINT = 'compliance_checkpoint'

export function createCompliance(deps: ComplianceDeps) {
  const { store, archive, sign, keys, pool, holder, now, log } = deps
  const ending = new AbortController()
  const keeping = createKeeping({ store, archive, pool, now })
  const orphans = createOrphanWatch(deps)
  const moving = createMoving({ store, archive, ending: ending.signal })
  const { inTurn, atOnce, rest } = moving
  const runs = new Set<Promise<unknown>>()
  let condition: ArchiveCondition = 'ok'

  /** @returns how many were moved */
  async function moveAll(pace: 'at once' | 'beside the chat'): Promise<number> {
    const { moved, isAll } = await moving.move(pace)
    if (isAll) await orphans.look()
    return moved
  }

  /** The last that was signed, as the chat's own store knows it: who cuts off the archive's end takes along what stands in it. */
  async function keptCheckpoint(): Promise<SignedCheckpoint | undefined> {
    const kept = await store.meta({ key: CHECKPOINT })
    return kept === undefined ? undefined : (JSON.parse(kept) as SignedCheckpoint)
  }

  async function signHead(): Promise<SignedCheckpoint | undefined> {
    const head = await archive.head()
    const last = await archive.lastCheckpoint({ pool })
    const kept = await keptCheckpoint()
    // Two heads over the same numbers would be two truths.
    if (kept && kept.size > head.size)
      throw new Error(
        `The archive ends at ${head.size}, and ${kept.size} events were signed; see compliance verify.`,
      )
    if (head.size === 0 || last?.size === head.size) return last
    const checkpoint: Checkpoint = { ...head, pool, at: now() }
    const signed = { ...checkpoint, ...(await sign(checkpointBytes(checkpoint))) }
    await archive.keepCheckpoint(signed)
    await store.setMeta({ key: CHECKPOINT, value: JSON.stringify(signed) })
    return signed
  }

  async function bringUpToDate(): Promise<{ moved: number; checkpoint: SignedCheckpoint | null }> {
    const moved = await moveAll('at once')
    const checkpoint = await signHead()
    await keeping.letGo()
    await store.setMeta({ key: LAST_RUN, value: String(now()) })
    return { moved, checkpoint: checkpoint ?? null }
  }

  /** Not in turn: one that hangs must not keep events out of the archive, nor out of other adapters. */
  function handOver(): Promise<RunResult[] | undefined> {
    const run = archive.runAdapters({ holder, at: now(), pool, patienceMs: PATIENCE_MS })
    runs.add(run)
    return run.finally(() => runs.delete(run))
  }

  async function isDue(): Promise<boolean> {
    const last = Number((await store.meta({ key: LAST_RUN })) ?? 0)
    // A clock that was put back must not stop the archive for as long.
    return now() >= last + (await interval()) * MINUTE_MS || now() < last - MINUTE_MS
  }

  async function interval(): Promise<number> {
    return Number((await store.meta({ key: INTERVAL })) ?? INTERVAL_MINUTES.usual)
  }

  async function round(): Promise<number> {
    try {
      const isRun = await isDue()
      await inTurn<unknown>(() => (isRun ? bringUpToDate() : moveAll('beside the chat')))
      if (isRun) handOver().catch(complain)
      await inTurn(moving.indexAtLeisure)
      condition = await look()
      return MOVE_EVERY_MS
    } catch (error) {
      complain(error)
      condition = 'behind'
      return AFTER_FAULT_MS
    }
  }

  function complain(error: unknown): void {
    if (!ending.signal.aborted) log.error({ error }, 'the archive does not go on; the queue waits')
  }

  async function look(): Promise<ArchiveCondition> {
    const { oldestAt } = await store.complianceBacklog({})
    if (oldestAt !== null && now() - oldestAt > BEHIND_MS) return 'behind'
    return (await archive.openRuns()).some(({ fault }) => fault !== null) ? 'failing' : 'ok'
  }

  async function goRound(): Promise<void> {
    while (!ending.signal.aborted) {
      await rest(await round())
    }
  }

  function beat(): void {
    orphans.beat().catch(() => undefined)
  }

  let going: Promise<void> | undefined
  let beating: NodeJS.Timeout | undefined

  return {
    /** Goes on by itself until it is stopped. */
    start() {
      going ??= goRound()
      beating ??= setInterval(beat, BEAT_EVERY_MS).unref()
    },
    /** Whether there is, or was, something to archive. */
    isNeeded: async () =>
      (await store.compliance({})) === 'on' || (await store.complianceBacklog({})).events > 0,
    backlog: () => store.complianceBacklog({}),
    hasArchived: moving.hasMoved,
    /** Moves, signs and runs every adapter now. */
    async run() {
      const done = await atOnce(bringUpToDate)
      // What is under way was planned before.
      await Promise.race([Promise.allSettled(runs), rest(EARLIER_RUN_MS)])
      /** Null while another node of the pool runs the adapters. */
      return { ...done, results: (await handOver()) ?? null }
    },
    /** As of the last round. */
    condition: () => condition,
    /** Everything that happened until now is in the archive when this is answered. */
    settle: () => atOnce(() => moveAll('at once')),
    /** @param others that somebody keeps elsewhere */
    async verify(others: readonly SignedCheckpoint[] = []) {
      // What was done a moment ago is told by then. An archive that takes nothing any more is looked at all the same.
      await atOnce(() => moveAll('at once')).catch(complain)
      const own = await keptCheckpoint()
      return archive.verify({ pool, keys: await keys(), kept: own ? [own, ...others] : others })
    },
    proof: (number: number) => archive.proof({ number, pool }),
    /** Of events that are signed. @returns the name of the file */
    prove: (order: Omit<ProofOrder, 'pool'>) => archive.writeProof({ ...order, pool }),
    publicKeys: async () => Object.entries(await keys()).map(([kid, publicKey]) => ({ kid, publicKey })),
    ...keeping,
    adapters: archive.adapters,
    addAdapter: archive.addAdapter,
    removeAdapter: archive.removeAdapter,
    interval,
    setInterval: (minutes: number) => store.setMeta({ key: INTERVAL, value: String(minutes) }),
    async status() {
      const [head, checkpoint] = await Promise.all([archive.head(), archive.lastCheckpoint({ pool })])
      const [rows, open] = await Promise.all([archive.adapters(), archive.openRuns()])
      const faultOf = (name: string) => open.find(({ adapter }) => adapter === name)?.fault ?? null
      return {
        ...{ archived: head.size, checkpoint: checkpoint ?? null, interval: await interval() },
        adapters: rows.map(({ name, format, folder, taken }) => ({
          ...{ name, format, folder, taken, behind: head.size - taken, fault: faultOf(name) },
        })),
      }
    },
    /** Nothing new begins, and adapters are broken off: whoever waits for one hears of it. */
    async drain() {
      ending.abort()
      if (runs.size > 0) await archive.breakOff()
    },
    async stop() {
      ending.abort()
      clearInterval(beating)
      await going
      await moving.ended()
    },
  }
}
