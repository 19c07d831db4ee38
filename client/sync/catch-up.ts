// Filling what is missing. A room asks only for what lies above the newest entry held; a hole too big for that
// stays a gap, and the newest page is loaded above it, so a reader never waits for history nobody looks at.

import type { DataOf } from '#shared/command.ts'
import { bcamends } from '#shared/commands/bcamends.ts'
import { bcbydate } from '#shared/commands/bcbydate.ts'
import { bcbymsg } from '#shared/commands/bcbymsg.ts'
import { bccontext } from '#shared/commands/bccontext.ts'
import { getpins } from '#shared/commands/getpins.ts'
import { HISTORY_DEFAULT_COUNT, HISTORY_MAX_COUNT } from '#shared/limits.ts'
import type { PostRef } from '#shared/post.ts'
import { newestGap, newestHeld } from '#shared/runs.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Cache } from '../cache/database.ts'
import { entryRow } from '../cache/entry-rows.ts'
import { type Hole, type Page, takePage } from '../cache/intake.ts'
import { readHistory } from '../cache/log.ts'
import { takePins } from '../cache/pins.ts'
import type { HistoryRow, RoomRow } from '../cache/rows.ts'
import { skippedFrom, takeSkipped } from '../cache/skipped.ts'
import type { Clock } from '../cache/world.ts'
import type { Conversation } from './conversation.ts'

export const HOLE_MAX = 200
const NEWEST_COUNT = 60
const OLDER_COUNT = 60
const FILL_COUNT = 100
const AROUND_COUNT = 60
const ROOMS_AT_ONCE = 4
/** Other people's posts of the same commit may be a moment behind the answer to one's own. */
export const HOLE_PATIENCE_MS = 300

type Ask = Pick<Conversation, 'ask'>
type Wanted =
  | { last: { count: number } }
  | { after: { seq: number; count: number } }
  | { before: { seq: number; count: number } }
  | { around: { seq: number; count: number } }

/** The page that the newest part of a room lacks, or undefined when it lacks none. */
export function nextWanted(history: HistoryRow, head: number): Wanted | undefined {
  const { runs, floor } = history
  const newest = runs.at(-1)
  if (newest === undefined) return head > 0 ? { last: { count: HISTORY_DEFAULT_COUNT } } : undefined
  const ahead = head - newestHeld(runs)
  if (ahead > HOLE_MAX) return { last: { count: NEWEST_COUNT } }
  if (ahead > 0) return { after: { seq: newest.to, count: HISTORY_MAX_COUNT } }
  const gap = newestGap(runs)
  if (gap !== undefined && gap.to - gap.from < HOLE_MAX)
    return { after: { seq: gap.from - 1, count: HISTORY_MAX_COUNT } }
  const isShort = newest.to - newest.from + 1 < HISTORY_DEFAULT_COUNT
  const hasMore = newest.from > 1 && floor !== newest.from
  return isShort && hasMore ? { before: { seq: newest.from, count: NEWEST_COUNT } } : undefined
}

export type CatchUpParts = {
  cache: Cache
  conversation: Ask
  clock: Clock
  /** Looks after work that nobody waits for. */
  watch(work: Promise<void>): void
}

export class CatchUp {
  readonly #cache: Cache
  readonly #conversation: Ask
  readonly #clock: Clock
  readonly #watch: (work: Promise<void>) => void
  readonly #underWay = new Map<RoomUri, Promise<void>>()

  constructor({ cache, conversation, clock, watch }: CatchUpParts) {
    this.#cache = cache
    this.#conversation = conversation
    this.#clock = clock
    this.#watch = watch
  }

  /** Several rooms, a few at a time, in the order given. */
  async rooms(rooms: readonly RoomUri[]): Promise<void> {
    const queue = [...rooms]
    const worker = async () => {
      for (let room = queue.shift(); room !== undefined; room = queue.shift()) await this.room(room)
    }
    await Promise.all(Array.from({ length: ROOMS_AT_ONCE }, worker))
  }

  /** Loads the newest part of the room. Asked twice at once, it is done once. */
  room(room: RoomUri): Promise<void> {
    const running = this.#underWay.get(room)
    if (running !== undefined) return running
    const work = this.#fill(room).finally(() => this.#underWay.delete(room))
    this.#underWay.set(room, work)
    return work
  }

  /** Live posts showed holes; what is still missing after a moment is asked for. */
  heal(holes: readonly Hole[]): void {
    for (const { room } of holes)
      this.#clock.after(HOLE_PATIENCE_MS, () => {
        this.#watch(this.room(room))
      })
  }

  /** @returns the oldest `seq` of the page, undefined when there is nothing older */
  async older(room: RoomUri, before: number): Promise<number | undefined> {
    const page = await this.#page(room, { before: { seq: before, count: OLDER_COUNT } })
    return page.entries.length === 0 ? undefined : page.from
  }

  async pins(room: RoomUri): Promise<void> {
    await takePins(this.#cache, await this.#conversation.ask(getpins, { room }))
  }

  /** One post with what stands before and after it. */
  async around(room: RoomUri, seq: number): Promise<void> {
    await this.#page(room, { around: { seq, count: AROUND_COUNT } })
  }

  /** A post by the name that its device gave it, with what stands beside it. @returns its `seq`, if there is such a post */
  async named(room: RoomUri, post: PostRef): Promise<number | undefined> {
    const page = await this.#conversation.ask(bcbymsg, {
      room,
      post,
      direction: 'around',
      count: AROUND_COUNT,
    })
    await takePage(this.#cache, page, { backwards: true })
    return page.entries.find((item) => entryRow(room, item).id === post.id)?.seq
  }

  /** The first posts of that moment and later. */
  async since(room: RoomUri, from: string): Promise<void> {
    const page = await this.#conversation.ask(bcbydate, { room, from, count: AROUND_COUNT })
    await takePage(this.#cache, page, { backwards: false })
  }

  /** The newest part of a gap. */
  async gap(room: RoomUri, to: number): Promise<void> {
    await this.#page(room, { before: { seq: to + 1, count: FILL_COUNT } })
  }

  /** Where what was said is skipped, what was done about older posts is asked for. */
  async #amendSkipped(room: RoomUri): Promise<void> {
    for (;;) {
      const after = skippedFrom(await readHistory(this.#cache, room))
      if (after === undefined) return
      await takeSkipped(this.#cache, await this.#conversation.ask(bcamends, { room, after }))
    }
  }

  async #fill(room: RoomUri): Promise<void> {
    await this.#fillNewest(room)
    if (skippedFrom(await readHistory(this.#cache, room)) !== undefined) this.#watch(this.#amendSkipped(room))
  }

  async #fillNewest(room: RoomUri): Promise<void> {
    for (;;) {
      const row = await this.#cache.rooms.get(room)
      if (row === undefined || !mayRead(row)) return
      const wanted = nextWanted(await readHistory(this.#cache, room), row.head)
      if (wanted === undefined) return
      const page = await this.#page(room, wanted)
      if (page.entries.length === 0) return
    }
  }

  async #page(room: RoomUri, wanted: Wanted): Promise<Page> {
    const data: DataOf<typeof bccontext> = { room, ...wanted }
    const page = await this.#conversation.ask(bccontext, data)
    await takePage(this.#cache, page, { backwards: !('after' in wanted) })
    return page
  }
}

function mayRead(room: RoomRow): boolean {
  return room.access === 'yes' && room.permissions.includes('readHistory')
}
