// The crowds of test/load as measures: ten thousand who are connected and say nothing, and five thousand who come back
// at once after `kill -9`.

import { holdIdle } from '../test/load/idle.ts'
import { storm } from '../test/load/storm.ts'
import type { Row } from './table.ts'

const IDLE = { clients: 10_000, holdMs: 30_000 }
const STORM = { clients: 5_000, rooms: 500, followed: 20, quietRooms: 4, missed: 3 }
const MS = 1_000

export async function measureIdle(): Promise<Row> {
  const seen = await holdIdle(IDLE)
  const label = `${IDLE.clients.toLocaleString('en')} who say nothing`
  return {
    [`${label}: MiB per 1,000, garbage not counted`]: seen.mibPerThousand,
    [`${label}: MiB resident, all of the process`]: seen.rssMiB,
    [`${label}: longest stall ms`]: seen.longestStallMs,
    [`${label}: lost`]: seen.lost,
  }
}

export async function measureStorm(): Promise<Row> {
  const seen = await storm(STORM)
  const { liveAfterMs, vitals } = seen
  const label = `${STORM.clients.toLocaleString('en')} come back after kill -9`
  return {
    [`${label}: s until half are live`]: (liveAfterMs[Math.floor(liveAfterMs.length / 2)] ?? Number.NaN) / MS,
    [`${label}: s until all are live`]: (liveAfterMs.at(-1) ?? Number.NaN) / MS,
    [`${label}: longest stall ms`]: vitals.longestStallMs,
    [`${label}: ms CPU for each`]: seen.cpuMsPerClient,
    [`${label}: rooms with gaps`]: seen.gaps,
  }
}
