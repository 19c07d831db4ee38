// What the pool writes into a room's log for an administrator: sealed by the pool's own key, numbered like the posts of a
// device, and stored and delivered like any post. One at a time, so that two do not take the same place.

import { randomBytes } from 'node:crypto'
import { XccosError } from '#shared/errors.ts'
import { HLC_ZERO, type Hlc, tick } from '#shared/hlc.ts'
import { POOL_USERNAME, type PoolContent, type PoolPost, signingBytes } from '#shared/post.ts'
import { personUri, type RoomUri } from '#shared/uri.ts'
import { uuidv7 } from '#shared/uuid.ts'
import type { Identity } from '../identity/identity.ts'
import type { Store } from '../store/store.ts'
import type { Posting } from './posting.ts'

/** So many are handed in together. */
const POSTS_AT_ONCE = 64

export type PoolHand = {
  /** @returns how many were stored; what was gone already is passed over */
  write(room: { id: number; uri: RoomUri }, contents: readonly PoolContent[]): Promise<number>
}

type Deps = {
  store: Store
  posting: Pick<Posting, 'postAsPool'>
  identity: Pick<Identity, 'signWithPoolKey' | 'poolKid'>
  clock: { now(): number }
  domain: string
}
type Place = { device: string; dseq: number; prev: string | null }

export function createPoolHand(deps: Deps): PoolHand {
  const { store, posting, identity, clock } = deps
  const author = personUri(POOL_USERNAME, deps.domain)
  let hlc: Hlc = HLC_ZERO
  let turn: Promise<unknown> = Promise.resolve()

  function inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = turn.then(work, work)
    turn = mine.catch(() => undefined)
    return mine
  }

  async function placeIn(roomId: number): Promise<Place> {
    const device = `pool:${await identity.poolKid()}`
    const last = await store.lastOfDevice({ device, roomId })
    return { device, dseq: last?.dseq ?? 0, prev: last?.id ?? null }
  }

  async function post(room: RoomUri, content: PoolContent, place: Place): Promise<boolean> {
    const now = clock.now()
    hlc = tick(hlc, now)
    const id = uuidv7(now, randomBytes(10))
    place.dseq += 1
    const sealedPost = { v: 1, id, room, author, ...place, hlc, ...content } as PoolPost
    place.prev = id
    const signed = JSON.stringify(sealedPost)
    const { sig } = await identity.signWithPoolKey(signingBytes(signed))
    return posting.postAsPool({ signed, sig }, sealedPost).then(
      () => true,
      (error: unknown) => {
        if (error instanceof XccosError && error.code === 'InvalidArgument') return false
        throw error
      },
    )
  }

  return {
    write: (room, contents) =>
      inTurn(async () => {
        const place = await placeIn(room.id)
        let stored = 0
        for (let at = 0; at < contents.length; at += POSTS_AT_ONCE) {
          const posts: Promise<boolean>[] = []
          for (const content of contents.slice(at, at + POSTS_AT_ONCE))
            posts.push(post(room.uri, content, place))
          stored += (await Promise.all(posts)).filter(Boolean).length
        }
        return stored
      }),
  }
}
