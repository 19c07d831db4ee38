// How this device stands with the pool, for the status line. Follower tabs hear it from the tab that leads.

import { createMemo, createRoot, createSignal } from 'solid-js'
import type { Connection, WaitReason } from '../sync/connection.ts'
import { whenStarted } from '../sync/core.ts'
import type { Status } from '../sync/line.ts'

export type { Connection, WaitReason }

const TICK_MS = 1_000
/** A short cut is nobody's business; after this the screen says that posts wait for the network. */
const PATIENCE_MS = 5_000

const [status, setStatus] = createSignal<Status>({ connection: { state: 'connecting' } })
const [clockNow, setClockNow] = createSignal(Date.now())
void whenStarted.then(({ line }) => line.watch(setStatus))
setInterval(() => setClockNow(Date.now()), TICK_MS)

export { clockNow }

export function connection(): Connection {
  return status().connection
}

/** Since when this device is not live, in epoch milliseconds. */
export function lostSince(): number | undefined {
  return status().lostSince
}

/** Lost for long enough to say so. */
export const isCutOff = createRoot(() =>
  createMemo(() => {
    const since = lostSince()
    return since !== undefined && clockNow() - since >= PATIENCE_MS
  }),
)
