// A member that cheats: whatever it hears it sends on as something else, in ways that only a signature, a ticket or a size gives away.

import type { PoolSigned } from '#shared/mesh/pool-signed.ts'
import type { SealedPost } from '#shared/post.ts'
import type { ModelDevice, World } from './model-device.ts'
import { hashOf } from './toy-keys.ts'

const EVERY_MS = 700
/** More than a post may have. */
const HUGE = 'x'.repeat(100_000)

type Heard = { post: SealedPost; ticket: PoolSigned; hops: number }
type Made = { room: string; post: SealedPost; ticket: PoolSigned }

const authorOf = ({ post }: Heard) => (JSON.parse(post.signed) as { device: string }).device

export class Forger {
  /** What nobody wrote. */
  readonly made = new Set<string>()
  tried = 0
  readonly #device: ModelDevice
  readonly #world: World
  readonly #heard: Heard[] = []

  constructor(device: ModelDevice, world: World) {
    this.#device = device
    this.#world = world
    const hears = device.hears.bind(device)
    device.hears = (from, text) => {
      const frame = JSON.parse(text) as Heard & { t: string }
      // What it changes in its own is its own affair.
      if (frame.t === 'post' && authorOf(frame) !== device.id) this.#heard.push(frame)
      hears(from, text)
    }
    this.#again()
  }

  #again(): void {
    this.#world.time.after(EVERY_MS, () => {
      this.#cheat()
      this.#again()
    })
  }

  #cheat(): void {
    const { time, wires, pool } = this.#world
    const peer = time.pick([...(this.#device.core?.state.links.values() ?? [])])
    const heard = time.pick(this.#heard)
    if (peer?.state !== 'standing' || !heard) return
    const made = time.pick(this.#tricks(heard))?.()
    if (!made) return
    if (made.post.signed !== heard.post.signed) this.made.add(made.post.signed)
    this.tried += 1
    wires.send(this.#device.id, peer.peer, JSON.stringify({ t: 'post', hops: 0, ...made }))
    // Nor does the pool take it.
    if (made.room === pool.room && time.chance(0.3))
      pool.take([{ post: made.post, hash: hashOf(made.post.signed) }])
  }

  /** Each is made when it is its turn. */
  #tricks({ post, ticket }: Heard): (() => Made)[] {
    const { keys, pool, time } = this.#world
    const { room } = pool
    const { key } = this.#device
    const said = JSON.parse(post.signed) as { dseq: number; chat: string }
    const other = (change: object) => JSON.stringify({ ...said, ...change })
    const byMe = (signed: string) => ({ signed, sig: keys.signPost(key, signed) })
    const moved = () => other({ dseq: said.dseq + 100 + time.random.below(1_000) })
    const stolen = () => ({ ...(JSON.parse(ticket.signed) as object), key, iat: time.now })
    return [
      () => ({ room, post: { signed: other({ chat: `not ${said.chat}` }), sig: post.sig }, ticket }),
      () => ({ room, post: { signed: moved(), sig: post.sig }, ticket }),
      () => ({ room, post: byMe(moved()), ticket }),
      () => ({
        ...{ room, post: byMe(moved()) },
        ticket: { ...keys.poolSigns('ticket', stolen()), sig: byMe('').sig },
      }),
      () => ({ room, post: byMe(other({ chat: HUGE })), ticket }),
      () => ({ room: `${room.slice(0, -1)}1`, post, ticket }),
    ]
  }
}
