// How a link comes about: by the pool, or by whoever is linked with both ends.

import type { ModelDevice } from './model-device.ts'
import type { Timeline } from './timeline.ts'
import type { Wires } from './wires.ts'

const RELAYED_HOPS = 3

export class Dialling {
  readonly #time: Timeline
  readonly #wires: Wires
  readonly #devices = new Map<string, ModelDevice>()

  constructor(time: Timeline, wires: Wires) {
    this.#time = time
    this.#wires = wires
  }

  add(device: ModelDevice): void {
    this.#devices.set(device.id, device)
  }

  dial(from: string, to: string): void {
    const [one, other] = [this.#devices.get(from), this.#devices.get(to)]
    if (!one || !other || !this.#hasWay(one, other)) return
    this.#time.after(this.#time.between(60, 400), () => {
      if (
        !one.isAlive() ||
        !other.isAlive() ||
        !this.#wires.reaches(from, to) ||
        this.#wires.isLinked(from, to)
      )
        return
      this.#wires.link(from, to)
      one.isLinked(other.member, one.member.fingerprint)
      other.isLinked(one.member, other.member.fingerprint)
    })
  }

  #hasWay(one: ModelDevice, other: ModelDevice): boolean {
    if (one.isConnected && other.isConnected) return true
    let reached = new Set([one.id])
    for (let hop = 0; hop < RELAYED_HOPS; hop += 1)
      reached = new Set([...reached].flatMap((id) => [id, ...this.#linkedWith(id)]))
    return reached.has(other.id) && this.#wires.reaches(one.id, other.id)
  }

  #linkedWith(id: string): string[] {
    const links = [...(this.#devices.get(id)?.core?.state.links.values() ?? [])]
    return links.filter(({ state }) => state === 'standing').map(({ peer }) => peer)
  }
}
