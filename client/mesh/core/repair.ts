// What one missed is found by comparing: each says which posts it carries, as ranges of what each device has written, and gets what
// is not among them. Nobody asks for anything, so there is nobody to be asked in vain.

import { type FrameOf, RANGES_MAX } from '#shared/mesh/frames.ts'
import { isHeld, runsOf } from '#shared/runs.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Effect } from './happenings.ts'
import { give } from './spreading.ts'
import type { Mesh, RoomState, Standing } from './state.ts'
import { linksIn } from './state.ts'

const GIVEN_AT_ONCE = 100
/** To two neighbours, while the pool is away. */
const HAVE_EVERY_MS = 5_000
const HAVE_EVERY_ONLINE_MS = 60_000
const ANSWER_AFTER_MS = 1_000

export function tellHave(mesh: Mesh, link: Standing, room: RoomState): Effect[] {
  link.haveAt.set(room.room, mesh.now)
  const byDevice = Map.groupBy(
    [...room.open.values()].filter(({ isKept }) => isKept),
    ({ device }) => device,
  )
  const open = [...byDevice].map(([device, posts]): [string, [number, number][]] => [
    device,
    runsOf(posts.map(({ dseq }) => dseq))
      .slice(-RANGES_MAX)
      .map(({ from, to }) => [from, to]),
  ])
  return [{ do: 'send', to: link.peer, frame: { t: 'have', room: room.room, head: room.head, open } }]
}

export function readHave(mesh: Mesh, link: Standing, { room: uri, open }: FrameOf<'have'>): Effect[] {
  const room = mesh.rooms.get(uri)
  if (!room || !link.rooms.has(uri)) return []
  const theirs = new Map(open.map(([device, ranges]) => [device, ranges.map(([from, to]) => ({ from, to }))]))
  const lacking: Effect[] = []
  for (const post of room.open.values()) {
    if (holds(theirs, post)) post.at.add(link.peer)
    else {
      // Whatever was sent before did not arrive, or was more than they take at once.
      post.at.delete(link.peer)
      if (lacking.length < GIVEN_AT_ONCE) lacking.push(...give(link, room, post))
    }
  }
  return [...lacking, ...tellPlaced(link, room, theirs), ...answerHave(mesh, link, { room, theirs })]
}

const holds = (theirs: Ranges, { device, dseq }: { device: string | undefined; dseq: number }) =>
  isHeld(theirs.get(device ?? '') ?? [], { from: dseq, to: dseq })

type Ranges = Map<string, { from: number; to: number }[]>

/** They carry something that the pool has long placed. */
function tellPlaced(link: Standing, room: RoomState, theirs: Ranges): Effect[] {
  const receipts = new Set(
    [...room.placed.values()].flatMap((each) => (each.receipt && holds(theirs, each) ? [each.receipt] : [])),
  )
  return [...receipts].map((receipt) => ({ do: 'send', to: link.peer, frame: { t: 'receipt', receipt } }))
}

/** They carry something that is not here: so that they give it soon, they are told. */
function answerHave(
  mesh: Mesh,
  link: Standing,
  { room, theirs }: { room: RoomState; theirs: Ranges },
): Effect[] {
  if (mesh.now - (link.haveAt.get(room.room) ?? 0) < ANSWER_AFTER_MS) return []
  const own = Map.groupBy([...room.open.values(), ...room.placed.values()], ({ device }) => device)
  const isMore = [...theirs].some(([device, ranges]) => {
    const held = runsOf((own.get(device) ?? []).map(({ dseq }) => dseq))
    return ranges.some((range) => !isHeld(held, range))
  })
  return isMore ? tellHave(mesh, link, room) : []
}

/** Now and then, to those who were told longest ago. */
export function compareNow(mesh: Mesh): Effect[] {
  const every = mesh.server === 'ready' ? HAVE_EVERY_ONLINE_MS : HAVE_EVERY_MS
  return [...mesh.rooms.values()].flatMap((room) =>
    linksIn(mesh, room.room)
      .filter((link) => mesh.now - lastTold(link, room.room) >= every)
      .sort((one, other) => lastTold(one, room.room) - lastTold(other, room.room))
      .slice(0, 2)
      .flatMap((link) => tellHave(mesh, link, room)),
  )
}

const lastTold = (link: Standing, room: RoomUri) => link.haveAt.get(room) ?? 0
