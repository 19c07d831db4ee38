// Devices of a room that are linked with each other while nothing goes wrong, and ways to speak to one of them as no honest device would.

import type { Frame } from '#shared/mesh/frames.ts'
import { Dialling } from './model/dialling.ts'
import { ModelDevice, type World } from './model/model-device.ts'
import { type Member, ModelPool } from './model/model-pool.ts'
import { Timeline } from './model/timeline.ts'
import { ToyKeys } from './model/toy-keys.ts'
import { Wires } from './model/wires.ts'

const BEGAN = Date.parse('2026-11-22T10:00:00Z')

export class StillWater {
  readonly time = new Timeline(1, BEGAN)
  readonly keys = new ToyKeys('all')
  readonly pool = new ModelPool(this.time, this.keys)
  readonly wires = new Wires(this.time)
  readonly devices: ModelDevice[]

  constructor(names: string[], { ticketLifeMs }: { ticketLifeMs?: number } = {}) {
    this.pool.ticketLifeMs = ticketLifeMs ?? this.pool.ticketLifeMs
    const dialling = new Dialling(this.time, this.wires)
    const world: World = {
      ...{ time: this.time, pool: this.pool, wires: this.wires, keys: this.keys, noteHeld: () => undefined },
      dial: (from, to) => dialling.dial(from, to),
    }
    this.devices = names.map((name, i) => {
      const member = memberCalled(name, i)
      this.pool.members.set(member.device, member)
      const device = new ModelDevice(world, member, { carries: true, clockAhead: 0 })
      dialling.add(device)
      return device
    })
    for (const device of this.devices) device.starts()
    this.passes(10_000)
  }

  passes(ms: number): void {
    this.time.play(this.time.now + ms)
  }

  /** The pool is gone, as far as everybody knows. */
  losesPool(): void {
    this.pool.isUp = false
    for (const device of this.devices) device.disconnects()
  }

  says(from: ModelDevice, to: ModelDevice, frame: Frame | string): void {
    this.wires.send(from.id, to.id, typeof frame === 'string' ? frame : JSON.stringify(frame))
    this.passes(100)
  }
}

export const isLinked = (one: ModelDevice, other: ModelDevice) =>
  one.core?.state.links.get(other.id)?.state === 'standing'

/** What it carries for others, by what was written. */
export const carriedBy = (device: ModelDevice) =>
  [...device.disk.carried.values()].map(({ post }) => (JSON.parse(post.signed) as { chat: string }).chat)

function memberCalled(name: string, i: number): Member {
  const pair = (i + 16).toString(16).toUpperCase()
  return {
    device: `0000000${i + 1}-0000-4000-8000-000000000000`,
    ...{ person: `sip:${name.toLowerCase()}@localhost`, name },
    fingerprint: Array.from({ length: 32 }, () => pair).join(':'),
  }
}
