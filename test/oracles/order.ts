// I-04 to I-07: a room has one order, without holes, the same for everybody, and it respects what people saw.

import { CHAIN_START, link, sha256 } from './chain.ts'
import { type Act, entriesOf, type Heard, type History, type Oracle, type StoredRoom } from './history.ts'

type Stretch = { client: string; room: string; head?: number; heard: Heard[] }

/**
 * I-04: what a client hears between joining and being cut off is one run of the room's log, whole from the head
 * that it was told. It may arrive in another order: `seq` is the order, arrival is not.
 */
export const everyoneHearsOneOrder: Oracle = (history) =>
  stretches(history).flatMap(({ client, room, head, heard }) => [
    ...holesIn(heard, head).map((seq) => `${client} did not hear ${seq} of ${room}, but what came after it`),
    ...heard.flatMap((entry) => differsFromStored(history, { client, room, entry })),
  ])

function holesIn(heard: Heard[], head: number | undefined): number[] {
  if (head === undefined) return []
  const places = new Set(heard.map(({ seq }) => seq))
  const last = Math.max(head, ...places)
  return Array.from({ length: last - head }, (_, index) => head + 1 + index).filter((seq) => !places.has(seq))
}

/** What each client heard of each room without interruption. Something may arrive before the answer to joining. */
function stretches({ acts }: History): Stretch[] {
  const open = new Map<string, Stretch>()
  const all: Stretch[] = []
  for (const act of acts) {
    if (act.act !== 'joins' && act.act !== 'hears' && act.act !== 'is cut off') continue
    const { client, room } = act
    const key = `${client} ${room}`
    const stretch = open.get(key) ?? { client, room, heard: [] }
    if (!open.has(key)) all.push(stretch)
    open.set(key, stretch)
    if (act.act === 'joins') stretch.head ??= act.head
    if (act.act === 'hears') stretch.heard.push(act)
    if (act.act === 'is cut off') open.delete(key)
  }
  return all
}

function differsFromStored(
  history: History,
  { client, room, entry }: { client: string; room: string; entry: Heard },
): string[] {
  const stored = entriesOf(history, room).find(({ seq }) => seq === entry.seq)
  if (!stored) return [`${client} heard ${entry.seq} of ${room}, which is not stored`]
  return stored.id === entry.id && stored.signed === entry.signed
    ? []
    : [`${client} heard ${entry.id} at ${entry.seq} of ${room}, where ${stored.id} stands`]
}

/** I-05: seq is 1…n, n is the room's own count, and each entry's chain follows from the one before. */
export const logsHaveNoHoles: Oracle = ({ rooms }) =>
  rooms.flatMap((stored) => {
    const { room, head, entries } = stored
    const holes = entries.flatMap(({ seq }, index) =>
      seq === index + 1 ? [] : [`${room} has ${seq} in place ${index + 1}`],
    )
    const count = head === entries.length ? [] : [`${room} counts ${head} and holds ${entries.length}`]
    return [...holes, ...count, ...brokenLinks(stored)]
  })

function brokenLinks({ room, entries }: StoredRoom): string[] {
  let before: Buffer = CHAIN_START
  return entries.flatMap(({ seq, signed, hash, chain }) => {
    const isItsHash = sha256(Buffer.from(signed)).toString('hex') === hash
    const isNext = link(before, seq, Buffer.from(hash, 'hex')).toString('hex') === chain
    before = Buffer.from(chain, 'hex')
    return [
      ...(isItsHash ? [] : [`${room} ${seq}: the hash is not of its bytes`]),
      ...(isNext ? [] : [`${room} ${seq}: the chain does not follow`]),
    ]
  })
}

/** I-06: what is done to a post later has a seq of its own and names a post that stands before it. */
export const laterActsNameTheirTarget: Oracle = ({ rooms }) =>
  rooms.flatMap(({ room, entries }) => {
    const places = new Map(entries.map(({ id, seq }) => [id, seq]))
    return entries
      .filter(({ kind }) => kind !== 'chat')
      .flatMap(({ seq, kind, target }) => {
        const place = target === undefined ? undefined : places.get(target)
        return place !== undefined && place < seq
          ? []
          : [`${room} ${seq}: the ${kind} names no post before it`]
      })
  })

type Offer = { client: string; room: string; after: number }

/** I-07: whoever saw seq k and then posted stands above k. */
export const answersFollowQuestions: Oracle = (history) => {
  const highest = new Map<string, number>()
  const firstOffers = new Map<string, Offer>()
  for (const act of history.acts) note(act, highest, firstOffers)
  return [...firstOffers].flatMap(([id, { client, room, after }]) => {
    const seq = entriesOf(history, room).find((entry) => entry.id === id)?.seq
    return seq === undefined || seq > after
      ? []
      : [`${client} had seen ${after} of ${room} and then wrote ${id}, which stands at ${seq}`]
  })
}

function note(act: Act, highest: Map<string, number>, firstOffers: Map<string, Offer>): void {
  if (!('room' in act)) return
  const key = `${act.client} ${act.room}`
  const seen = highest.get(key) ?? 0
  if (act.act === 'hears') highest.set(key, Math.max(seen, act.seq))
  if (act.act === 'reads') highest.set(key, Math.max(seen, ...act.entries.map(({ seq }) => seq)))
  if (act.act === 'offers' && !firstOffers.has(act.id))
    firstOffers.set(act.id, { client: act.client, room: act.room, after: seen })
}
