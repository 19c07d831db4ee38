// Everything of one schedule: the pool, the devices, who cheats, and what is to happen.

import { Breaking } from './breaking.ts'
import { Dialling } from './dialling.ts'
import { Forger } from './forger.ts'
import { ModelDevice, type World } from './model-device.ts'
import { type Member, ModelPool } from './model-pool.ts'
import { type Script, type Size, scriptOf } from './schedule.ts'
import { Timeline } from './timeline.ts'
import { type Covers, ToyKeys } from './toy-keys.ts'
import { Wires } from './wires.ts'

const BEGAN = Date.parse('2026-11-22T10:00:00Z')
const SETTLES_WITHIN_MS = 120_000
const DELIVERS_EVERY_MS = 50
const YEAR_MS = 365 * 24 * 60 * 60_000

/** What a mutant does wrong. */
export type Spoiled = { covers?: Covers; carries?: boolean; remembersMs?: number }

export class Stage {
  readonly time: Timeline
  readonly pool: ModelPool
  readonly devices: ModelDevice[]
  readonly forger: Forger
  readonly script: Script
  /** Everything that was written, by whom. */
  readonly written: { hash: string; i: number }[] = []
  /** On whose disks what was written lay at any time. */
  readonly everHeld = new Map<string, Set<number>>()
  readonly revoked = new Set<number>()
  readonly #breaking: Breaking
  readonly #carries: boolean

  constructor(seed: number, size: Size, { covers = 'all', carries = true, remembersMs }: Spoiled) {
    const time = new Timeline(seed, BEGAN)
    const keys = new ToyKeys(covers)
    const wires = new Wires(time)
    const pool = new ModelPool(time, keys)
    pool.remembersMs = remembersMs ?? pool.remembersMs
    this.time = time
    this.pool = pool
    this.#carries = carries
    const dialling = new Dialling(time, wires)
    const world: World = {
      ...{ time, pool, wires, keys, dial: (from, to) => dialling.dial(from, to) },
      noteHeld: (hash, by) => this.#noteHeld(hash, by),
    }
    this.devices = Array.from({ length: size.peers }, (_, i) => this.#device(world, i))
    for (const device of this.devices) dialling.add(device)
    this.script = scriptOf(time, size)
    this.#breaking = new Breaking({ time, pool, wires, devices: this.devices, revoked: this.revoked })
    this.forger = new Forger(this.devices[0] as ModelDevice, world)
  }

  perform(): void {
    for (const device of this.devices) device.starts()
    for (const { t, i } of this.script.posts) this.time.after(t, () => this.#write(i))
    for (const fault of this.script.faults) this.time.after(fault.t, () => this.#breaking.befalls(fault))
    this.#deliverLog()
    this.time.play(BEGAN + this.script.lastsMs)
  }

  /** Everything is mended. @returns how long it took until all is where it belongs */
  settle(): number {
    const from = this.time.now
    this.#breaking.mendAll()
    this.time.play(from + SETTLES_WITHIN_MS, () => this.isSettled())
    return this.time.now - from
  }

  live(): ModelDevice[] {
    return this.devices.filter((device, i) => device.hasDisk && !this.revoked.has(i))
  }

  isSettled(): boolean {
    return this.live().every(
      ({ isConnected, disk }) =>
        isConnected && disk.own.length + disk.carried.size === 0 && disk.log.length === this.pool.log.length,
    )
  }

  #device(world: World, i: number): ModelDevice {
    const member = memberAt(i)
    this.pool.members.set(member.device, member)
    // One clock is a year ahead, another a year behind.
    const clockAhead = i === 1 ? YEAR_MS : i === 2 ? -YEAR_MS : this.time.between(-500, 500)
    return new ModelDevice(world, member, { carries: this.#carries, clockAhead })
  }

  #write(i: number): void {
    const device = this.devices[i]
    if (!device?.isAlive() || this.revoked.has(i)) return
    this.written.push({ hash: device.writes(`words ${this.written.length}`).hash, i })
  }

  #deliverLog(): void {
    this.time.after(DELIVERS_EVERY_MS, () => {
      for (const device of this.devices) if (!this.pool.isMute && device.isAlive()) device.catchesUp()
      this.#deliverLog()
    })
  }

  #noteHeld(hash: string, by: string): void {
    const held = this.everHeld.get(hash) ?? new Set()
    this.everHeld.set(hash, held.add(this.devices.findIndex(({ id }) => id === by)))
  }
}

function memberAt(i: number): Member {
  const pair = i.toString(16).padStart(2, '0').toUpperCase()
  return {
    device: `${String(i * 7919).padStart(8, '0')}-0000-4000-8000-${String(i).padStart(12, '0')}`,
    ...{ person: `sip:p${i}@localhost`, name: `P${i}` },
    fingerprint: Array.from({ length: 32 }, () => pair).join(':'),
  }
}
