// The administrator's hand in what was said: purge a room up to a moment, remove or replace messages. Each act is an entry
// of the room's log, so whoever is there sees it at once, and whoever comes later learns of it as they catch up.

import { noSuchRoom, XccosError } from '#shared/errors.ts'
import type { PoolContent } from '#shared/post.ts'
import { fold } from '#shared/text.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'
import type { FoundPost } from '../store/jobs/moderation.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import { type Filter, mentions } from './message-filter.ts'
import { createPoolHand } from './pool-hand.ts'

/** A purge of a long log is several entries, so that no transaction keeps everyone's posts waiting. */
const SEQS_PER_PURGE = 5_000
const POSTS_PER_LOOK = 500

export type MessageQuery = {
  /** By name or address; every room when left out. */
  room?: string
  author?: PersonUri
  /** Milliseconds since 1970, both included. */
  from?: number
  to?: number
  filter?: Filter
}
export type Moderation = {
  /** Every text up to and including a moment. @returns how many posts went */
  purge(room: string, until: number): Promise<{ room: RoomUri; upTo: number; posts: number }>
  count(query: MessageQuery): Promise<number>
  /** Without a replacement they are removed. @returns how many */
  remove(query: MessageQuery, replacement?: string): Promise<number>
}

type Deps = { store: Store; access: AccessCache } & Parameters<typeof createPoolHand>[0]
type Room = { id: number; uri: RoomUri }

export function createModeration(deps: Deps): Moderation {
  const { store, access } = deps
  const hand = createPoolHand(deps)

  async function roomNamed(name: string): Promise<Room> {
    const uri = name.startsWith('ma-chan://') ? name : await store.roomUriByName({ nameFolded: fold(name) })
    const known = uri === undefined ? undefined : await access.room(uri)
    if (!known)
      throw uri === undefined ? new XccosError('NoSuchNode', `There is no room "${name}".`) : noSuchRoom()
    return known.room
  }

  async function roomsOf({ room }: MessageQuery): Promise<Room[]> {
    if (room !== undefined) return [await roomNamed(room)]
    const known = await Promise.all((await store.roomUris({})).map((uri) => access.room(uri)))
    return known.flatMap((each) => each?.room ?? [])
  }

  return {
    async purge(name, until) {
      const room = await roomNamed(name)
      const { upTo, posts } = await store.wordsUntil({ roomId: room.id, until })
      const steps = Array.from({ length: Math.ceil(upTo / SEQS_PER_PURGE) }, (_, step) =>
        Math.min((step + 1) * SEQS_PER_PURGE, upTo),
      )
      for (const bound of posts === 0 ? [] : steps) await hand.write(room, [{ kind: 'purge', upTo: bound }])
      return { room: room.uri, upTo, posts }
    },
    async count(query) {
      let found = 0
      for (const room of await roomsOf(query)) found += (await findIn(store, room, query)).length
      return found
    },
    async remove(query, replacement) {
      let removed = 0
      for (const room of await roomsOf(query)) {
        const posts = await findIn(store, room, query)
        removed += await hand.write(
          room,
          posts.map((post) => contentAbout(post, replacement)),
        )
      }
      return removed
    },
  }
}

function contentAbout({ device, id }: FoundPost, replacement: string | undefined): PoolContent {
  const target = { device, id }
  return replacement === undefined
    ? { kind: 'redact', target }
    : { kind: 'replace', target, chat: replacement }
}

/** A post is found by its own words and by those of its edits: all of them were read. */
async function findIn(store: Store, room: Room, query: MessageQuery): Promise<FoundPost[]> {
  const found = new Map<number, FoundPost>()
  const { author, from, to, filter } = query
  const asked = {
    roomId: room.id,
    ...(author === undefined ? {} : { author }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
  }
  for (let after = 0; ; ) {
    const rows = await store.wordsOf({ ...asked, after, limit: POSTS_PER_LOOK })
    for (const { signed, post } of rows) if (!filter || mentions(signed, filter)) found.set(post.seq, post)
    after = rows.at(-1)?.seq ?? 0
    if (rows.length < POSTS_PER_LOOK) return [...found.values()]
  }
}
