// Channels between devices: in order and without loss until they break, which takes fifteen seconds to be noticed.

import type { Timeline } from './timeline.ts'

const NOTICED_MS = 15_000

export type End = { isAlive(): boolean; hears(from: string, text: string): void; loses(peer: string): void }
type Wire = { ends: [string, string]; held: (() => void)[]; isCut: boolean; arrives: number }

const nameOf = (one: string, other: string) => [one, other].sort().join(' ')

export class Wires {
  readonly ends = new Map<string, End>()
  readonly #wires = new Map<string, Wire>()
  readonly #time: Timeline
  /** Which island each is on. */
  #islands = new Map<string, number>()

  constructor(time: Timeline) {
    this.#time = time
  }

  reaches(one: string, other: string): boolean {
    return (this.#islands.get(one) ?? 0) === (this.#islands.get(other) ?? 0)
  }

  isLinked(one: string, other: string): boolean {
    return this.#wires.has(nameOf(one, other))
  }

  link(one: string, other: string): void {
    this.#wires.set(nameOf(one, other), { ends: [one, other], held: [], isCut: false, arrives: 0 })
  }

  send(from: string, to: string, text: string): void {
    const wire = this.#wires.get(nameOf(from, to))
    if (!wire) return
    const deliver = () => {
      if (this.#wires.get(nameOf(from, to)) === wire) this.ends.get(to)?.hears(from, text)
    }
    if (wire.isCut) wire.held.push(deliver)
    else this.#arrive(wire, deliver)
  }

  unlink(one: string, other: string): void {
    const wire = this.#wires.get(nameOf(one, other))
    if (!wire) return
    this.#wires.delete(nameOf(one, other))
    for (const [end, peer] of [wire.ends, wire.ends.toReversed()] as [string, string][])
      this.#time.after(this.#time.between(1, 80), () => this.ends.get(end)?.loses(peer))
  }

  /** A device that is gone without a word: the others notice by its silence. */
  abandon(device: string): void {
    for (const { ends } of [...this.#wires.values()])
      if (ends.includes(device)) this.#wires.delete(nameOf(...ends))
  }

  part(islands: Map<string, number>): void {
    this.#islands = islands
    for (const wire of this.#wires.values()) {
      const isCut = !this.reaches(...wire.ends)
      if (isCut && !wire.isCut) this.#time.after(NOTICED_MS, () => this.#notice(wire))
      wire.isCut = isCut
      if (!isCut) for (const deliver of wire.held.splice(0)) this.#arrive(wire, deliver)
    }
  }

  #notice(wire: Wire): void {
    if (wire.isCut && this.#wires.get(nameOf(...wire.ends)) === wire) this.unlink(...wire.ends)
  }

  #arrive(wire: Wire, deliver: () => void): void {
    wire.arrives = Math.max(wire.arrives, this.#time.now + this.#time.between(2, 40))
    this.#time.after(wire.arrives - this.#time.now, deliver)
  }
}
