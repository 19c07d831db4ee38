// Which rooms this connection is in: followed rooms, rooms open on this device, and rooms that posts are waiting for.
// It follows the cache, so following, opening or closing a room in any tab comes here by itself.

import { bjoin } from '#shared/commands/bjoin.ts'
import { join } from '#shared/commands/join.ts'
import { part } from '#shared/commands/part.ts'
import { ERROR_CODES, XccosError } from '#shared/errors.ts'
import type { Room } from '#shared/room.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Cache } from '../cache/database.ts'
import { takeJoined, takeLost, takeParted } from '../cache/intake-rooms.ts'
import { followedRooms } from '../cache/intents.ts'
import { pendingPosts } from '../cache/outbox.ts'
import type { CatchUp } from './catch-up.ts'
import type { Conversation } from './conversation.ts'

/** Answers that say "this room is not yours", and not "not now". */
const LOST_CODES: readonly number[] = [
  ERROR_CODES.ErrorPermission,
  ERROR_CODES.NoSuchNode,
  ERROR_CODES.NodeDisabled,
]

export type AttendanceParts = {
  cache: Cache
  conversation: Pick<Conversation, 'ask'>
  catchUp: Pick<CatchUp, 'room' | 'rooms'>
}

export class Attendance {
  readonly #parts: AttendanceParts
  readonly #joined = new Set<RoomUri>()
  /** Asked and refused in this session: not asked again until somebody opens it or is let in. */
  readonly #refused = new Set<RoomUri>()
  readonly #joining = new Map<RoomUri, Promise<void>>()
  #turn: Promise<void> = Promise.resolve()

  constructor(parts: AttendanceParts) {
    this.#parts = parts
  }

  joined(): RoomUri[] {
    return [...this.#joined]
  }

  /** Enters every followed room with one envelope. */
  async enterFollowed(): Promise<void> {
    await this.#enter([...(await followedRooms(this.#parts.cache))])
  }

  /** Enters the rooms that are open on this device, or that posts are waiting for. */
  async enterOpened(): Promise<void> {
    for (const room of await this.#alsoWanted()) if (this.#isMissing(room)) await this.#tryToEnter(room)
  }

  /** Brings what is joined in line with what is wanted now. One at a time. */
  settle(): Promise<void> {
    this.#turn = this.#turn.then(
      () => this.#settle(),
      () => this.#settle(),
    )
    return this.#turn
  }

  /** Enters a room that somebody looks at. Rejects with the reason when they may not. */
  async attend(room: RoomUri): Promise<void> {
    if (!this.#joined.has(room)) await this.comeBack(room)
    await this.#parts.catchUp.room(room)
  }

  /** Joins although it may seem joined. Asked twice at once, it is done once. */
  comeBack(room: RoomUri): Promise<void> {
    const running = this.#joining.get(room)
    if (running !== undefined) return running
    const work = this.#join(room).finally(() => this.#joining.delete(room))
    this.#joining.set(room, work)
    return work
  }

  async lose(room: RoomUri): Promise<void> {
    this.#joined.delete(room)
    this.#refused.add(room)
    await takeLost(this.#parts.cache, room)
  }

  /** The door may be open again. */
  allow(room: RoomUri): void {
    this.#refused.delete(room)
  }

  async #settle(): Promise<void> {
    const { cache, catchUp } = this.#parts
    const wanted = new Set([...(await followedRooms(cache)), ...(await this.#alsoWanted())])
    const missing = [...wanted].filter((room) => this.#isMissing(room))
    if (missing.length > 1) await this.#enter(missing)
    else for (const room of missing) await this.#tryToEnter(room)
    for (const room of this.#joined) if (!wanted.has(room)) await this.#leave(room)
    await catchUp.rooms(missing.filter((room) => this.#joined.has(room)))
  }

  async #alsoWanted(): Promise<RoomUri[]> {
    const { cache } = this.#parts
    const opened = await cache.opened.orderBy('room').primaryKeys()
    return [...opened, ...(await pendingPosts(cache)).map((post) => post.room)]
  }

  #isMissing(room: RoomUri): boolean {
    return !this.#joined.has(room) && !this.#refused.has(room)
  }

  async #enter(rooms: readonly RoomUri[]): Promise<void> {
    if (rooms.length === 0) return
    const reply = await this.#parts.conversation.ask(bjoin, { rooms: [...rooms] })
    await this.#entered(reply.rooms)
    for (const { uri, code } of reply.failed) await this.#turnedAway(uri, code)
  }

  async #entered(rooms: readonly Room[]): Promise<void> {
    for (const { uri } of rooms) {
      this.#joined.add(uri)
      this.#refused.delete(uri)
    }
    await takeJoined(this.#parts.cache, rooms)
  }

  async #turnedAway(room: RoomUri, code: number): Promise<void> {
    if (LOST_CODES.includes(code)) await this.lose(room)
    else this.#refused.add(room)
  }

  async #join(room: RoomUri): Promise<void> {
    try {
      const reply = await this.#parts.conversation.ask(join, { room })
      await this.#entered([reply.room])
    } catch (error) {
      if (error instanceof XccosError) await this.#turnedAway(room, error.status)
      throw error
    }
  }

  async #tryToEnter(room: RoomUri): Promise<void> {
    await this.comeBack(room).catch((error: unknown) => {
      if (!(error instanceof XccosError)) throw error
    })
  }

  async #leave(room: RoomUri): Promise<void> {
    this.#joined.delete(room)
    await takeParted(this.#parts.cache, room)
    await this.#parts.conversation.ask(part, { room })
  }
}
