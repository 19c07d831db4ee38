// Going to one post, wherever in its room it stands: a link to it, the post that another answers, a pinned one.

import { noSuchRoom } from '#shared/errors.ts'
import type { PostRef } from '#shared/post.ts'
import { isHeld, runAround } from '#shared/runs.ts'
import type { RoomUri } from '#shared/uri.ts'
import { firstSince } from '../cache/by-date.ts'
import { readHistory } from '../cache/log.ts'
import { addressOf, newerEnd, olderStart } from '../cache/reading.ts'
import { windows } from '../cache/windows.ts'
import { core } from '../sync/core.ts'
import { isOffline } from '../sync/refusal.ts'

const ROWS_BEFORE = 25
const ROWS_AFTER = 35

/**
 * Moves the window of the room so that it holds the post, from the copy if it is there, else from the server.
 * @returns whether there is such a post
 */
export async function goToPost(guid: string, seq: number): Promise<boolean> {
  const { cache, line } = core()
  const room = await addressOf(cache, guid)
  if (room === undefined) throw noSuchRoom()
  if (!(await isSaved(room, seq))) await line.ask('around', { room, seq })
  const row = await cache.entries.get([room, seq])
  const isThere = row?.kind === 'chat' || (row?.kind === 'tombstone' && row.was === 'chat')
  if (isThere && !isInWindow(guid, seq)) await moveTo(guid, room, seq)
  return isThere
}

/**
 * Goes to a post of which only its name is known: one that another answers, far back.
 * @returns its `seq`, or undefined when there is no such post
 */
export async function goToNamed(guid: string, post: PostRef): Promise<number | undefined> {
  const { cache, line } = core()
  const room = await addressOf(cache, guid)
  if (room === undefined) throw noSuchRoom()
  const seq = await line.ask('named', { room, post })
  return seq !== null && (await goToPost(guid, seq)) ? seq : undefined
}

/**
 * The first post of a moment or later: as the server knows, or without network as far as the copy does.
 * @returns its `seq`, undefined when nothing was said since
 */
export async function postSince(guid: string, ts: number): Promise<number | undefined> {
  const { cache, line } = core()
  const room = await addressOf(cache, guid)
  if (room === undefined) throw noSuchRoom()
  const asked = line.ask('since', { room, from: new Date(ts).toISOString() })
  await asked.catch((error: unknown) => {
    if (!isOffline(error)) throw error
  })
  return await firstSince(cache, room, ts)
}

async function isSaved(room: RoomUri, seq: number): Promise<boolean> {
  return isHeld((await readHistory(core().cache, room)).runs, { from: seq, to: seq })
}

function isInWindow(guid: string, seq: number): boolean {
  const { from = Number.POSITIVE_INFINITY, to = Number.POSITIVE_INFINITY } = windows.of(guid)
  return from <= seq && seq <= to
}

async function moveTo(guid: string, room: RoomUri, seq: number): Promise<void> {
  const { cache } = core()
  const run = runAround((await readHistory(cache, room)).runs, seq)
  const [from, to] = await Promise.all([
    olderStart(cache, room, { below: seq, rows: ROWS_BEFORE, notUnder: run?.from ?? seq }),
    newerEnd(cache, room, { above: seq, rows: ROWS_AFTER }),
  ])
  windows.move(guid, { from: from ?? seq, to })
}
