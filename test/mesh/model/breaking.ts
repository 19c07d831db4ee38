// What goes wrong, and how it is mended.

import type { ModelDevice } from './model-device.ts'
import type { ModelPool } from './model-pool.ts'
import type { Fault } from './schedule.ts'
import type { Timeline } from './timeline.ts'
import type { Wires } from './wires.ts'

type Deps = {
  time: Timeline
  pool: ModelPool
  wires: Wires
  devices: readonly ModelDevice[]
  revoked: Set<number>
}

export class Breaking {
  readonly #cutOff = new Set<string>()
  readonly #deps: Deps

  constructor(deps: Deps) {
    this.#deps = deps
  }

  befalls(fault: Fault): void {
    if ('i' in fault) {
      const device = this.#deps.devices[fault.i]
      if (device) this.#trouble(device, fault)
      return
    }
    const mended = this.#breakForAll(fault)
    this.#deps.time.after(fault.for, mended)
  }

  mendAll(): void {
    const { pool, wires, devices } = this.#deps
    pool.lostAnswers = 0
    this.#cutOff.clear()
    wires.part(new Map())
    this.#startServer()
    for (const device of devices) if (device.hasDisk && !device.isAlive()) device.starts()
    for (const device of devices) device.connects()
  }

  /** @returns what mends it */
  #breakForAll(fault: Exclude<Fault, { i: number }>): () => void {
    switch (fault.do) {
      case 'server.kill':
        this.#killServer()
        return () => this.#startServer()
      case 'server.mute':
        this.#deps.pool.isMute = true
        // Only death ends it.
        return () => undefined
      case 'server.losesAnswers':
        this.#deps.pool.lostAnswers = fault.share
        return () => {
          this.#deps.pool.lostAnswers = 0
        }
      case 'net.partition':
        this.#deps.wires.part(new Map(fault.island.map((i) => [this.#deps.devices[i]?.id ?? '', 1])))
        return () => this.#deps.wires.part(new Map())
    }
  }

  #trouble(device: ModelDevice, fault: Extract<Fault, { i: number }>): void {
    switch (fault.do) {
      case 'peer.crash':
        device.crashes()
        this.#deps.time.after(fault.for, () => {
          if (device.hasDisk && !device.isAlive()) device.starts()
        })
        break
      case 'peer.cutOff':
        this.#cut(device, fault.for)
        break
      case 'peer.loseDisk':
        device.isLost()
        break
      case 'peer.revoke':
        this.#revoke(fault.i)
    }
  }

  #revoke(i: number): void {
    // Without the pool nobody is removed; and the first one cheats to the end.
    if (!this.#deps.pool.isUp || i === 0) return
    this.#deps.revoked.add(i)
    this.#deps.pool.remove(this.#deps.devices[i]?.id ?? '')
    this.#deps.devices[i]?.crashes()
    for (const device of this.#deps.devices) if (device.isConnected) device.hearsEpoch()
  }

  #cut(device: ModelDevice, ms: number): void {
    this.#cutOff.add(device.id)
    device.disconnects()
    this.#deps.time.after(ms, () => {
      this.#cutOff.delete(device.id)
      device.connects()
    })
  }

  #killServer(): void {
    this.#deps.pool.isUp = false
    for (const device of this.#deps.devices)
      this.#deps.time.after(this.#deps.time.between(5, 60), () => {
        if (!this.#deps.pool.isUp && device.isConnected) device.disconnects()
      })
  }

  #startServer(): void {
    this.#deps.pool.isUp = true
    this.#deps.pool.isMute = false
    for (const device of this.#deps.devices) if (!this.#cutOff.has(device.id)) device.connects()
  }
}
