// When posts that wait are put into the index: soon after they came, many at once, and at once for whoever searches. The index
// may be behind what is stored, but nobody sees it behind what was stored when they asked.

import type { Log } from '../../logger.ts'
import type { AppendResult } from '../append.ts'

/** Enough to be cheaper together, few enough that the only writer of SQLite is not held for long. */
const POSTS_AT_ONCE = 512
const REST_MS = 1_000
const AFTER_FAULT_MS = 10_000
/** A search waits so long for what is behind; a database from before there was an index has much of it. */
const SETTLING_MS = 2_000

type Index = {
  /** The last that waits, if any does. */
  lastDue(args: Record<string, never>): Promise<number | undefined>
  indexPosts(args: { limit: number; upTo?: number | undefined }): Promise<boolean>
}

export type Indexing = {
  /** These came. */
  note(result: AppendResult): void
  /** Waits until what was stored until now is in the index. @returns false when it is too much to wait for */
  settle(): Promise<boolean>
  stop(): Promise<void>
}

export function keepIndexing(index: Index, log: Log): Indexing {
  let waiting = 0
  let timer: NodeJS.Timeout | undefined
  let working: Promise<void> | undefined
  const over = new AbortController()

  async function work(): Promise<void> {
    clearTimeout(timer)
    timer = undefined
    const restMs = await indexAll(index, over.signal).then(
      () => REST_MS,
      (error: unknown) => {
        log.warn({ error }, 'could not index posts; it is tried again')
        waiting += 1
        return AFTER_FAULT_MS
      },
    )
    working = undefined
    plan(restMs)
  }

  function plan(restMs: number): void {
    if (over.signal.aborted || working !== undefined || waiting === 0) return
    if (waiting < POSTS_AT_ONCE || restMs === AFTER_FAULT_MS) timer ??= setTimeout(begin, restMs).unref()
    else begin()
  }

  function begin(): void {
    waiting = 0
    working = work()
  }

  begin()
  return {
    note(result) {
      if (result.state !== 'committed') return
      waiting += result.outcomes.filter((outcome) => outcome.result === 'stored').length
      plan(REST_MS)
    },
    settle: () => settle(index),
    async stop() {
      over.abort()
      clearTimeout(timer)
      await working
    },
  }
}

async function indexAll(index: Index, over: AbortSignal): Promise<void> {
  while (!over.aborted && (await index.indexPosts({ limit: POSTS_AT_ONCE })));
}

async function settle(index: Index): Promise<boolean> {
  const upTo = await index.lastDue({})
  const until = Date.now() + SETTLING_MS
  if (upTo === undefined) return true
  while (await index.indexPosts({ limit: POSTS_AT_ONCE, upTo })) if (Date.now() > until) return false
  return true
}
