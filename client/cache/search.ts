// Finding posts in the copy on this device, newest first over all rooms at once. A log is read a piece at a time, and
// between pieces the page draws: 100,000 posts are looked through while it goes on moving, and whoever asked may stop.

import type { Has } from '#shared/search/said.ts'
import { matches, type Wanted } from '#shared/search/wanted.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Cache } from './database.ts'
import type { RoomRow } from './rows.ts'
import { type SaidRow, saidInRow } from './said-rows.ts'
import type { Clock } from './world.ts'

export type CopyQuestion = {
  wanted: Wanted
  has: readonly Has[]
  /** Left out: every room that may be read. */
  rooms?: readonly RoomUri[] | undefined
  isBy?: ((post: SaidRow) => boolean) | undefined
  from?: number | undefined
  to?: number | undefined
}

/** A room's log, read from its newest end. */
type Lane = {
  room: RoomUri
  /** What stands at or above this place has been read. */
  below: number
  /** Nothing that is still unread is newer than this. */
  frontier: number
  isDone: boolean
}

const PIECE_ROWS = 128
const SLICE_MS = 12

/** Each turn brings what was found since the last, often nothing. */
export async function* searchCopy(
  { cache, clock }: { cache: Cache; clock: Clock },
  question: CopyQuestion,
): AsyncGenerator<SaidRow[]> {
  const lanes = await lanesOf(cache, question)
  let waiting: SaidRow[] = []
  for (let lane = newestLane(lanes); lane !== undefined; lane = newestLane(lanes)) {
    const rows = await nextPiece(cache, lane)
    for await (const found of fitting(rows, question, clock)) waiting.push(found)
    if (lane.frontier < (question.from ?? 0)) lane.isDone = true
    // What another room may still have something newer than has to wait.
    const settled = newestLane(lanes)?.frontier ?? 0
    const [now, later] = [waiting.filter(({ ts }) => ts >= settled), waiting.filter(({ ts }) => ts < settled)]
    waiting = later
    yield now.sort(newestFirst)
  }
}

/** Only what this person may read now, as far as this device was told. */
function maySearch({ access, permissions, logged }: RoomRow): boolean {
  return access === 'yes' && logged && permissions.includes('readHistory')
}

/** Many rooms are known, of which nothing was ever read here. */
async function lanesOf(cache: Cache, { rooms }: CopyQuestion): Promise<Lane[]> {
  const held = await cache.histories.toCollection().primaryKeys()
  const asked = rooms === undefined ? held : held.filter((room) => rooms.includes(room))
  return (await cache.rooms.bulkGet(asked))
    .filter((room) => room !== undefined)
    .filter(maySearch)
    .map(({ uri, head, savedUpTo }) => {
      const frontier = savedUpTo ?? Number.POSITIVE_INFINITY
      return { room: uri, below: head + 1, frontier, isDone: false }
    })
}

function newestLane(lanes: readonly Lane[]): Lane | undefined {
  return lanes
    .filter(({ isDone }) => !isDone)
    .reduce<Lane | undefined>(
      (newest, lane) => (newest && newest.frontier >= lane.frontier ? newest : lane),
      undefined,
    )
}

/** Newest first; where nothing is held the next piece begins below the hole. */
async function nextPiece(cache: Cache, lane: Lane): Promise<SaidRow[]> {
  const { room, below } = lane
  const bottom = Math.max(below - PIECE_ROWS, 0)
  const rows = await cache.entries.where('[room+seq]').between([room, bottom], [room, below]).toArray()
  lane.below = rows.length > 0 ? bottom : await endOfHole(cache, room, bottom)
  lane.isDone = lane.below === 0
  for (const { ts } of rows) lane.frontier = Math.min(lane.frontier, ts)
  return rows
    .map(saidInRow)
    .filter((row) => row !== undefined)
    .reverse()
}

async function endOfHole(cache: Cache, room: RoomUri, below: number): Promise<number> {
  const [key] = await cache.entries
    .where('[room+seq]')
    .between([room, 0], [room, below])
    .reverse()
    .limit(1)
    .primaryKeys()
  return key === undefined ? 0 : key[1] + 1
}

async function* fitting(
  posts: readonly SaidRow[],
  question: CopyQuestion,
  clock: Clock,
): AsyncGenerator<SaidRow> {
  let since = clock.now()
  for (const post of posts) {
    if (fits(post, question)) yield post
    if (clock.now() - since < SLICE_MS) continue
    await new Promise<void>((rested) => {
      clock.after(0, rested)
    })
    since = clock.now()
  }
}

function fits(post: SaidRow, { wanted, has, isBy, from = 0, to }: CopyQuestion): boolean {
  if (post.ts < from || (to !== undefined && post.ts >= to)) return false
  if (isBy !== undefined && !isBy(post)) return false
  const { said } = post
  return has.every((each) => said.has.includes(each)) && matches(wanted, said.text)
}

function newestFirst(one: SaidRow, other: SaidRow): number {
  return other.ts - one.ts || other.seq - one.seq
}
