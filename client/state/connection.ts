// How this device stands with the pool, for the status line. Follower tabs hear it from the tab that leads.

import { createMemo, createRoot, createSignal } from 'solid-js'
import type { Connection, WaitReason } from '../sync/connection.ts'
import { whenStarted } from '../sync/core.ts'
import type { Status } from '../sync/line.ts'
import { cutOffSince } from './cut-off.ts'

export type { Connection, WaitReason }

const TICK_MS = 1_000

const [status, setStatus] = createSignal<Status>({ connection: { state: 'connecting' } })
const [clockNow, setClockNow] = createSignal(Date.now())
void whenStarted.then(({ line }) => line.watch(setStatus))
setInterval(() => setClockNow(Date.now()), TICK_MS)

export { clockNow }

export function connection(): Connection {
  return status().connection
}

const said = createRoot(() =>
  createMemo<number | undefined>((before) => cutOffSince(before, status(), clockNow())),
)

/** Lost for long enough to say so. */
export function isCutOff(): boolean {
  return said() !== undefined
}
