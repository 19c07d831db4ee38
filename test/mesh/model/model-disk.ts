// What a device keeps over a crash: its place in its own sequence, what waits for the pool, what it carries, and the log.

import { HLC_ZERO, tick } from '#shared/hlc.ts'
import type { PoolSigned } from '#shared/mesh/pool-signed.ts'
import { uuidv7 } from '#shared/uuid.ts'
import type { OpenPost } from '../../../client/mesh/core/happenings.ts'
import type { Placed } from './model-pool.ts'
import type { Timeline } from './timeline.ts'
import { hashOf } from './toy-keys.ts'

export type Disk = {
  ticket: PoolSigned | undefined
  log: Placed[]
  own: OpenPost[]
  carried: Map<string, OpenPost>
  dseq: number
  prev: string | null
  hlc: string
}

export function emptyDisk(): Disk {
  return {
    ...{ ticket: undefined, log: [], own: [], carried: new Map() },
    ...{ dseq: 0, prev: null, hlc: HLC_ZERO },
  }
}

type Said = { room: string; author: string; device: string; chat: string }
type Means = { time: Timeline; clock: number; sign(signed: string): string }

export function seal(disk: Disk, { chat, ...where }: Said, { time, clock, sign }: Means): OpenPost {
  disk.dseq += 1
  disk.hlc = tick(disk.hlc, clock)
  const { dseq, prev, hlc } = disk
  const id = uuidv7(
    time.now,
    Uint8Array.from({ length: 10 }, () => time.random.below(256)),
  )
  const signed = JSON.stringify({ v: 1, kind: 'chat', id, ...where, dseq, prev, hlc, chat })
  const { room, device } = where
  const post = { signed, sig: sign(signed) }
  const open = { id, room, device, dseq, hlc, hash: hashOf(signed), post, ticket: undefined }
  disk.prev = id
  disk.own.push(open)
  return open
}
