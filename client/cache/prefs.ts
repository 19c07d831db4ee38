// Preferences as this device holds them: what the server last said, and over it what the person wrote here and the server
// does not have yet. So nothing that somebody types is replaced by what another device said before it.

import type { Pref } from '#shared/pref.ts'
import { type Cache, readFact, writeFact } from './database.ts'
import type { PrefRow } from './rows.ts'

/** As it is shown: mine, until the server has it. */
export function textOf(row: PrefRow | undefined): string {
  return row?.mine ?? row?.content ?? ''
}

export async function readPref(cache: Cache, label: string): Promise<string> {
  return textOf(await cache.prefs.get(label))
}

/** Written on this device; empty removes it. */
export async function writePref(cache: Cache, label: string, text: string): Promise<void> {
  await cache.transaction('rw', cache.prefs, async () => {
    const held = (await cache.prefs.get(label)) ?? { label, seqid: 0, content: '' }
    const { mine: _mine, ...rest } = held
    await cache.prefs.put(text === held.content ? rest : { ...rest, mine: text })
  })
}

/** The server's word. An older one than is held changes nothing; what waits to be sent stays on top of it. */
export async function takePrefs(cache: Cache, prefs: readonly Pref[], seenUpTo = 0): Promise<void> {
  await cache.transaction('rw', cache.prefs, cache.facts, async () => {
    // What comes after the copy was wiped comes too late: a cache that is nobody's takes nothing in.
    if ((await readFact(cache, 'owner')) === undefined) return
    for (const pref of prefs) await takePref(cache, pref)
    const seen = (await readFact(cache, 'prefsSeen')) ?? 0
    if (seenUpTo > seen) await writeFact(cache, 'prefsSeen', seenUpTo)
  })
}

async function takePref(cache: Cache, { label, seqid, content }: Pref): Promise<void> {
  const held = await cache.prefs.get(label)
  if (held !== undefined && seqid <= held.seqid) return
  const isMine = held?.mine === undefined || held.mine === content
  const heard = held === undefined || (isMine && textOf(held) !== content) ? { heard: seqid } : {}
  const mine = isMine || held?.mine === undefined ? {} : { mine: held.mine }
  const before = held?.heard === undefined ? {} : { heard: held.heard }
  await cache.prefs.put({ label, seqid, content, ...mine, ...before, ...heard })
}

/** The server has it now; what was typed meanwhile waits on. */
export async function settlePref(cache: Cache, sent: { label: string; text: string; seqid: number }) {
  await cache.transaction('rw', cache.prefs, async () => {
    const held = await cache.prefs.get(sent.label)
    if (held === undefined || sent.seqid < held.seqid) return
    const { mine, ...rest } = held
    const later = mine === undefined || mine === sent.text ? {} : { mine }
    await cache.prefs.put({ ...rest, seqid: sent.seqid, content: sent.text, ...later })
  })
}

/** The server will not have it: it stays here, and is not offered again until it is changed. */
export async function keepHere(cache: Cache, label: string, text: string): Promise<void> {
  await cache.prefs.update(label, { refused: text })
}

export async function pendingPrefs(cache: Cache): Promise<PrefRow[]> {
  return await cache.prefs.filter(({ mine, refused }) => mine !== undefined && mine !== refused).toArray()
}

export function draftLabel(guid: string): string {
  return `draft/${guid}`
}

/** `heard` grows when another device changed it. */
export type Draft = { text: string; heard: number }

export async function readDraft(cache: Cache, guid: string): Promise<Draft> {
  const row = await cache.prefs.get(draftLabel(guid))
  return { text: textOf(row), heard: row?.heard ?? 0 }
}

export async function saveDraft(cache: Cache, guid: string, text: string): Promise<void> {
  await writePref(cache, draftLabel(guid), text)
}

/** The list of rooms on all of a person's devices. */
export type RoomOrder = 'name' | 'latest'

const ROOM_ORDER = 'rooms/order'

export async function readRoomOrder(cache: Cache): Promise<RoomOrder> {
  return (await readPref(cache, ROOM_ORDER)) === 'latest' ? 'latest' : 'name'
}

export async function saveRoomOrder(cache: Cache, order: RoomOrder): Promise<void> {
  await writePref(cache, ROOM_ORDER, order)
}
