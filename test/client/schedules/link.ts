// One connection with its weather. What goes one way arrives in order, late, or not at all; an end may go without
// the other one hearing of it (a hole), as when a phone leaves the network.

import type { Ack, DownEnvelope, UpEnvelope } from '#shared/envelope.ts'
import type { Wire, WireEnds } from '../../../client/sync/wire.ts'
import type { SeededRandom } from '../../support/seeded-random.ts'
import type { VirtualTime } from './virtual-time.ts'

/** By then the heartbeat has missed the other end. */
const HEARTBEAT_MS = 18_000
const TRANSIT_MS = 60

export type ServerSide = { hear(envelope: UpEnvelope): Ack | undefined; gone(): void }

export class Link {
  readonly #time: VirtualTime
  readonly #random: SeededRandom
  readonly #ends: WireEnds
  #server: ServerSide | undefined
  #state: 'open' | 'hole' | 'closed' = 'open'
  #arrivals = { up: 0, down: 0 }

  constructor(time: VirtualTime, random: SeededRandom, ends: WireEnds) {
    this.#time = time
    this.#random = random
    this.#ends = ends
  }

  attach(server: ServerSide): void {
    this.#server = server
  }

  wire(): Wire {
    return {
      send: (envelope) =>
        new Promise((resolve) => {
          this.#carry('up', () => {
            const ack = this.#server?.hear(structuredClone(envelope))
            if (ack !== undefined) this.#carry('down', () => resolve(ack))
          })
        }),
      close: () => this.#close(),
    }
  }

  say(envelope: DownEnvelope): void {
    this.#carry('down', () => this.#ends.onEnvelope(structuredClone(envelope)))
  }

  /** What is on its way is lost; both ends hear of it. */
  cut(): void {
    if (this.#state === 'closed') return
    this.#close()
    this.#time.after(this.#transit(), () => this.#ends.onClosed())
  }

  /** What is on its way is lost; the ends find out by their heartbeats. */
  vanish(): void {
    if (this.#state !== 'open') return
    this.#state = 'hole'
    this.#time.after(HEARTBEAT_MS, () => this.cut())
  }

  #close(): void {
    if (this.#state === 'closed') return
    this.#state = 'closed'
    this.#server?.gone()
  }

  #carry(way: 'up' | 'down', arrive: () => void): void {
    const at = Math.max(this.#arrivals[way], this.#time.elapsed + this.#transit())
    this.#arrivals[way] = at + 1
    this.#time.after(at - this.#time.elapsed, () => {
      // A closing client has already sent what it sent: that may still reach the server.
      if (this.#state === 'open' || (this.#state === 'closed' && way === 'up' && this.#random.below(2) === 0))
        arrive()
    })
  }

  #transit(): number {
    return 1 + this.#random.below(TRANSIT_MS)
  }
}
