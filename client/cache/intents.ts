// What a person did besides posting, waiting to be told to the server. The last word per key wins, and a word
// spoken while the one before is on its way is not lost: only the intent that was carried is taken off.

import type { ChosenState } from '#shared/presence.ts'
import type { RoomUri } from '#shared/uri.ts'
import { type Cache, readFact } from './database.ts'
import type { IntentRow } from './rows.ts'
import { isLater, type Marker } from './unread.ts'

export async function intendToFollow(
  cache: Cache,
  { room, follow, stamp }: { room: RoomUri; follow: boolean; stamp: string },
): Promise<void> {
  const kind = follow ? 'follow' : 'unfollow'
  await cache.intents.put({ key: `follow ${room}`, kind, room, stamp })
}

export function markIntentKey(room: RoomUri): string {
  return `markread ${room}`
}

export async function intendToMark(
  cache: Cache,
  { room, marker, stamp }: { room: RoomUri; marker: Marker; stamp: string },
): Promise<void> {
  const key = markIntentKey(room)
  await cache.transaction('rw', cache.intents, async () => {
    const held = await cache.intents.get(key)
    if (held?.kind === 'markread' && !isLater(marker, { generation: 0, ...held })) return
    await cache.intents.put({ key, kind: 'markread', room, ...marker, stamp })
  })
}

/** How to be seen from now on. */
export async function intendState(
  cache: Cache,
  { state, stamp }: { state: ChosenState; stamp: string },
): Promise<void> {
  await cache.intents.put({ key: 'state', kind: 'state', state, stamp })
}

/** As the person chose it, here or on another device. */
export async function chosenState(cache: Cache): Promise<ChosenState> {
  const intent = await cache.intents.get('state')
  if (intent?.kind === 'state') return intent.state
  const document = await readFact(cache, 'presence')
  return document?.categories.find((each) => each.name === 'state')?.instance ?? 'online'
}

export async function pendingIntents(cache: Cache): Promise<IntentRow[]> {
  return await cache.intents.toArray()
}

export async function dropCarried(cache: Cache, carried: readonly IntentRow[]): Promise<void> {
  await cache.transaction('rw', cache.intents, async () => {
    for (const { key, stamp } of carried) {
      const now = await cache.intents.get(key)
      if (now?.stamp === stamp) await cache.intents.delete(key)
    }
  })
}

/** The presence document as this person sees it: with what they did since. */
export async function followedRooms(cache: Cache): Promise<Set<RoomUri>> {
  const document = await readFact(cache, 'presence')
  const followed = new Set(
    document?.categories.flatMap((each) => (each.name === 'roomSetting' ? each.instance : [])) ?? [],
  )
  for (const intent of await cache.intents.toArray()) {
    if (intent.kind === 'follow') followed.add(intent.room)
    if (intent.kind === 'unfollow') followed.delete(intent.room)
  }
  return followed
}
