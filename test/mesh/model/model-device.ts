// A device in a schedule: the real core, a disk that survives a crash, an outbox, and whatever way to the pool there is.

import type { PoolSigned } from '#shared/mesh/pool-signed.ts'
import type { Effect, Happening, OpenPost } from '../../../client/mesh/core/happenings.ts'
import { createMeshCore, type MeshCore } from '../../../client/mesh/core/mesh-core.ts'
import { emptyDisk, seal } from './model-disk.ts'
import type { Member, ModelPool } from './model-pool.ts'
import type { Timeline } from './timeline.ts'
import { hashOf, type ToyKeys } from './toy-keys.ts'
import type { End, Wires } from './wires.ts'

const TICK_MS = 500
const ANSWER_MS = 1_000
/** One's own posts go first; what others wrote comes while they are under way. */
const CATCH_UP_MS = 200

export type World = {
  time: Timeline
  pool: ModelPool
  wires: Wires
  keys: ToyKeys
  dial(from: string, to: string): void
  noteHeld(hash: string, by: string): void
}
export class ModelDevice implements End {
  readonly disk = emptyDisk()
  readonly member: Member
  readonly key: string
  core: MeshCore | undefined
  isConnected = false
  /** Nothing was ever put on a disk that is gone. */
  hasDisk = true
  readonly #world: World
  readonly #carries: boolean
  /** Device time minus true time. */
  readonly #clockAhead: number
  #life = 0
  #isSending = false
  #readsLog = false

  constructor(
    world: World,
    member: Member,
    { carries, clockAhead }: { carries: boolean; clockAhead: number },
  ) {
    this.#world = world
    this.member = member
    this.#carries = carries
    this.#clockAhead = clockAhead
    this.key = world.keys.keyOf(member.device)
    world.wires.ends.set(member.device, this)
  }

  get id(): string {
    return this.member.device
  }

  isAlive(): boolean {
    return this.core !== undefined
  }

  starts(): void {
    this.#life += 1
    this.core = createMeshCore(this.id)
    if (this.disk.ticket) this.#enterRoom(this.disk.ticket, [])
    const own = this.disk.own.map((post) => ({ ...post, isOwn: true }))
    const carried = [...this.disk.carried.values()].map((post) => ({ ...post, isOwn: false }))
    this.happens({ kind: 'recalled', posts: [...own, ...carried] })
    this.#everyTick(this.#life)
    this.connects()
  }

  crashes(): void {
    this.core = undefined
    this.isConnected = false
    this.#readsLog = false
    this.#isSending = false
    this.#world.wires.abandon(this.id)
  }

  /** For good, with everything on it. */
  isLost(): void {
    this.crashes()
    this.hasDisk = false
  }

  connects(): void {
    const { time } = this.#world
    const life = this.#life
    time.after(time.between(20, 1_500), () => {
      if (!this.#world.pool.isUp || this.isConnected || !this.core || life !== this.#life) return
      this.isConnected = true
      this.disk.ticket = this.#world.pool.ticketOf(this.member)
      const present = [...this.#world.pool.members.keys()].filter((device) =>
        this.#world.wires.ends.get(device)?.isAlive(),
      )
      this.#enterRoom(this.disk.ticket, present)
      this.happens({ kind: 'server', is: 'ready' })
      this.#sends()
      time.after(CATCH_UP_MS, () => {
        if (life === this.#life) this.#readsLog = true
      })
    })
  }

  disconnects(): void {
    this.isConnected = false
    this.#readsLog = false
    this.#isSending = false
    this.happens({ kind: 'server', is: 'gone' })
  }

  catchesUp(): void {
    if (!this.isConnected || !this.#readsLog || !this.core) return
    const news = this.#world.pool.log.slice(this.disk.log.length)
    this.disk.log.push(...news)
    const hashes = new Set(news.map(({ hash }) => hash))
    this.disk.own = this.disk.own.filter(({ hash }) => !hashes.has(hash))
    for (const hash of hashes) this.disk.carried.delete(hash)
    const room = this.#world.pool.room
    this.happens({ kind: 'head', room, head: this.disk.log.length })
    this.happens({ kind: 'placed', room, hashes: [...hashes] })
  }

  hearsEpoch(): void {
    if (this.disk.ticket) this.#enterRoom(this.disk.ticket, [])
  }

  writes(chat: string): OpenPost {
    const { time, keys, pool } = this.#world
    const where = { room: pool.room, author: this.member.person, device: this.id }
    const sign = (signed: string) => keys.signPost(this.key, signed)
    const post = seal(this.disk, { ...where, chat }, { time, sign, clock: time.now + this.#clockAhead })
    this.happens({ kind: 'sealed', post })
    this.#sends()
    return post
  }

  hears(from: string, text: string): void {
    this.happens({ kind: 'frame', from, text })
  }

  loses(peer: string): void {
    this.happens({ kind: 'unlinked', peer })
  }

  isLinked(peer: Member, own: string): void {
    const nonce = Buffer.from(Array.from({ length: 16 }, () => this.#world.time.random.below(256))).toString(
      'base64url',
    )
    const certificates = { own, theirs: peer.fingerprint }
    this.happens({ kind: 'linked', peer: peer.device, room: this.#world.pool.room, ...certificates, nonce })
  }

  happens(happening: Happening): void {
    const effects = this.core?.step(happening, this.#world.time.now) ?? []
    for (const effect of effects) this.#does(effect)
  }

  #enterRoom(ticket: PoolSigned, present: string[]): void {
    const epoch = this.isConnected ? { epoch: this.#world.pool.epoch() } : {}
    this.happens({ kind: 'room', ticket, ...epoch, head: this.disk.log.length, present })
  }

  #everyTick(life: number): void {
    this.#world.time.after(TICK_MS, () => {
      if (life !== this.#life || !this.core) return
      this.happens({ kind: 'tick' })
      this.#everyTick(life)
    })
  }

  /** The outbox: in order, one after the other, until the pool has answered for each. */
  #sends(): void {
    const [first] = this.disk.own
    if (!first || !this.isConnected || this.#isSending) return
    this.#isSending = true
    const life = this.#life
    this.#world.time.after(this.#world.time.between(5, 60), () => {
      if (life !== this.#life || !this.isConnected) return
      const [answer] = this.#world.pool.take([first]) ?? []
      this.#world.time.after(answer ? this.#world.time.between(5, 60) : ANSWER_MS, () => {
        if (life !== this.#life) return
        this.#isSending = false
        if (answer) this.#isAnswered(first)
        this.#sends()
      })
    })
  }

  #isAnswered({ hash, room }: OpenPost): void {
    this.disk.own = this.disk.own.filter((post) => post.hash !== hash)
    this.happens({ kind: 'placed', room, hashes: [hash] })
  }

  #does(effect: Effect): void {
    const { time, wires, keys } = this.#world
    switch (effect.do) {
      case 'send':
        wires.send(this.id, effect.to, JSON.stringify(effect.frame))
        break
      case 'close':
        wires.unlink(this.id, effect.to)
        break
      case 'check':
        this.happens(this.#checked(effect))
        break
      case 'sign':
        this.happens({ kind: 'auth-signed', to: effect.to, sig: keys.sign(this.key, effect.bytes) })
        break
      case 'keep':
        this.disk.carried.set(effect.post.hash, effect.post)
        this.#world.noteHeld(effect.post.hash, this.id)
        time.after(time.between(1, 5), () => this.happens({ kind: 'kept', hash: effect.post.hash }))
        break
      case 'release':
        for (const { hash } of effect.placed) this.disk.carried.delete(hash)
        break
      case 'hand-in':
        this.#handsIn(effect)
        break
      case 'dial':
        this.#world.dial(this.id, effect.peer)
        break
      case 'held':
    }
  }

  #checked({ from, checks, proves }: Extract<Effect, { do: 'check' }>): Happening {
    if (!checks.every((check) => this.#world.keys.holds(check))) return { kind: 'forged', from }
    if (proves.kind === 'post-proven') proves.post.hash = hashOf(proves.post.post.signed)
    return proves
  }

  #handsIn({ room, posts }: Extract<Effect, { do: 'hand-in' }>): void {
    const { time, pool } = this.#world
    const life = this.#life
    time.after(time.between(5, 60), () => {
      const answers = this.isConnected && this.#carries ? pool.take(posts) : undefined
      time.after(answers ? time.between(5, 60) : ANSWER_MS, () => {
        if (life !== this.#life) return
        const receipts = answers ? pool.receipts(answers.map(({ hash }) => hash)) : []
        this.happens(
          answers ? { kind: 'handed-in', room, answers, receipts } : { kind: 'hand-in-failed', room },
        )
      })
    })
  }
}
