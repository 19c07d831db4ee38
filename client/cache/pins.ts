// The pinned posts of a room, also those that lie in a part of the log that is not held. What the server told of them is kept
// beside the log; what is held, or was done since, is worked out when they are read.

import type { ReplyOf } from '#shared/command.ts'
import type { getpins } from '#shared/commands/getpins.ts'
import type { RoomUri } from '#shared/uri.ts'
import { amended } from './amended.ts'
import { snapshotWith } from './amending.ts'
import type { Cache } from './database.ts'
import { entryRow, isAmend, isPost } from './entry-rows.ts'
import { whoAmI } from './log.ts'
import type { PinRow, PostRow } from './rows.ts'

export async function takePins(cache: Cache, told: ReplyOf<typeof getpins>): Promise<void> {
  await cache.transaction('rw', cache.rooms, cache.pins, cache.facts, async () => {
    const { room: uri, head: asOf } = told
    const room = await cache.rooms.get(uri)
    if ((await whoAmI(cache)) === '' || room === undefined || room.access === 'lost') return
    const posts = told.entries.map((item) => entryRow(uri, item)).filter(isPost)
    await cache.pins.where('room').equals(uri).delete()
    await cache.pins.bulkPut(
      posts.map((post): PinRow => {
        const amend = told.amends.find(({ seq }) => seq === post.seq) ?? { seq: post.seq }
        const snapshot = snapshotWith({ room: uri, seq: post.seq }, amend, asOf)
        return { room: uri, seq: post.seq, post, snapshot: { ...snapshot, pin: { asOf, on: true } } }
      }),
    )
  })
}

/** Oldest first. */
export async function readPinned(cache: Cache, room: RoomUri): Promise<PostRow[]> {
  const held = (await cache.entries.where('[room+pinned]').equals([room, 1]).toArray()).filter(isPost)
  const told = await cache.pins.where('room').equals(room).toArray()
  const known = await cache.entries.bulkGet(told.map(({ seq }) => [room, seq] as [string, number]))
  const others = told.filter((_, index) => known[index] === undefined)
  const about = await cache.entries
    .where('about')
    .anyOf(others.map(({ post }) => post.id))
    .toArray()
  const now = others.map(({ post, snapshot }) =>
    amended(
      post,
      about.filter(isAmend).filter((row) => row.room === room),
      snapshot,
    ),
  )
  const shown = now.filter(isPost).filter(({ pinned }) => pinned === 1)
  return [...held, ...shown].sort((a, b) => a.seq - b.seq)
}
