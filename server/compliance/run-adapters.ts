// Runs every adapter over what it has not taken yet. One that throws or hangs keeps its run for the next time, and holds
// up neither the others nor the archive.

import type { Log } from '../logger.ts'
import type { ArchiveDb } from '../store/archive/open-archive.ts'
import {
  adapters,
  type Fence,
  failRun,
  finishRun,
  LeaseLost,
  type PlannedRun,
  planRun,
  takeLease,
} from '../store/archive/runs.ts'
import type { ArchiveAdapterRow } from '../store/archive/tables.ts'
import type { Adapter } from './adapters/adapter.ts'
import { ADAPTERS, type AdapterName } from './adapters/index.ts'
import { openOutput } from './output.ts'
import { runId, runOf } from './run.ts'

/** More waits for the next run, so that no run is endless. */
const EVENTS_PER_RUN = 100_000
const LEASE_MS = 60_000
const RENEW_MS = 20_000

export type RunOrder = {
  /** Names this node. */
  holder: string
  at: number
  pool: string
  /** An adapter that takes longer for one run is broken off. */
  patienceMs: number
}
export type RunResult = { adapter: string; events: number; fault: string | null }
/** `busy` are those that are still at an earlier run: they keep nobody else waiting. */
type World = { db: ArchiveDb; log: Log; ending: AbortSignal; busy: Set<string> }
type Task = RunOrder & { fence: Fence }

/** @returns what each adapter took; undefined while another node runs them */
export async function runAdapters(world: World, order: RunOrder): Promise<RunResult[] | undefined> {
  const { db } = world
  const renew = (at: number) => takeLease(db, { holder: order.holder, at, forMs: LEASE_MS })
  const fence = await renew(order.at)
  if (fence === undefined) return undefined
  const startedAt = performance.now()
  const renewing = setInterval(() => {
    renew(order.at + performance.now() - startedAt).catch(() => undefined)
  }, RENEW_MS)
  try {
    const rows = await adapters(db)
    return await Promise.all(rows.map((row) => runUnlessBusy(world, row, { ...order, fence })))
  } finally {
    clearInterval(renewing)
  }
}

async function runUnlessBusy(world: World, row: ArchiveAdapterRow, task: Task): Promise<RunResult> {
  const { name } = row
  if (world.busy.has(name)) return { adapter: name, events: 0, fault: 'It is still at an earlier run.' }
  world.busy.add(name)
  return runOne(world, row, task).finally(() => world.busy.delete(name))
}

async function runOne(world: World, row: ArchiveAdapterRow, task: Task): Promise<RunResult> {
  const { db, log, ending } = world
  const { fence, at } = task
  let events = 0
  try {
    while (!ending.aborted) {
      const planned = await planRun(db, { adapter: row.name, fence, at, limit: EVENTS_PER_RUN })
      if (!planned) break
      await writeRun(world, { row, planned }, task)
      await finishRun(db, { adapter: row.name, to: planned.to, fence })
      events += planned.to - planned.from + 1
    }
    return { adapter: row.name, events, fault: null }
  } catch (error) {
    const fault = error instanceof Error ? error.message : String(error)
    if (ending.aborted) return { adapter: row.name, events, fault: null }
    log.warn({ adapter: row.name, error }, 'an adapter failed; its run is repeated')
    if (!(error instanceof LeaseLost)) await failRun(db, { adapter: row.name, fault, fence })
    return { adapter: row.name, events, fault }
  }
}

async function writeRun(
  { db, ending }: World,
  { row, planned }: { row: ArchiveAdapterRow; planned: PlannedRun },
  { pool, patienceMs }: Task,
): Promise<void> {
  const adapter = adapterOf(row)
  const output = await openOutput(row.folder ?? undefined, runId(planned))
  const patience = AbortSignal.timeout(patienceMs)
  const signal = AbortSignal.any([ending, patience])
  try {
    // One that does not listen to the signal is left alone with files that are closed.
    await Promise.race([adapter.write(runOf(db, planned, pool), output, signal), aborted(signal, patienceMs)])
    await output.finish()
  } catch (error) {
    await output.discard()
    throw error
  }
}

/** By an administrator's word, which was checked when it was given; a newer version may have other formats. */
export function adapterOf({ format, options }: Pick<ArchiveAdapterRow, 'format' | 'options'>): Adapter {
  const found = Object.hasOwn(ADAPTERS, format) ? ADAPTERS[format as AdapterName] : undefined
  if (!found) throw new Error(`There is no format called ${format}.`)
  return found.create(JSON.parse(options))
}

function aborted(signal: AbortSignal, patienceMs: number): Promise<never> {
  return new Promise((_, reject) => {
    const give = () => reject(new Error(reasonOf(signal, patienceMs)))
    if (signal.aborted) give()
    else signal.addEventListener('abort', give, { once: true })
  })
}

function reasonOf({ reason }: AbortSignal, patienceMs: number): string {
  const isLate = reason instanceof DOMException && reason.name === 'TimeoutError'
  return isLate ? `It took longer than ${Math.round(patienceMs / 1000)} s.` : 'The server stops.'
}
