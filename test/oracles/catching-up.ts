// I-08 and I-09: nobody is left behind, neither who comes back nor who was there all the time.

import { actsOf, entriesOf, type Heard, type History, type Oracle } from './history.ts'

/** What a room gains is with everyone who is in it after so long, even if the first word of it was lost. */
const HEARD_WITHIN_MS = 10_000

/** I-08: an answer that claims a stretch of the log holds all of it, as it is stored, in its order. */
export const catchingUpIsWhole: Oracle = (history) =>
  actsOf(history, 'reads').flatMap(({ client, room, after, to, entries }) => {
    const stored = entriesOf(history, room).filter(({ seq }) => seq > after && seq <= to)
    const given = new Map(entries.map((entry) => [entry.seq, entry]))
    const missing = stored.filter(({ seq, signed }) => given.get(seq)?.signed !== signed)
    const beyond = entries.filter(({ seq }) => seq <= after || seq > to)
    return [
      ...missing.map(({ seq }) => `${client} read ${after + 1} to ${to} of ${room} without ${seq}`),
      ...beyond.map(
        ({ seq }) => `${client} read ${seq} of ${room}, which lies outside ${after + 1} to ${to}`,
      ),
      ...(isInOrder(entries) ? [] : [`${client} read ${after + 1} to ${to} of ${room} in another order`]),
      ...(stored.length < to - after ? [`${client} read up to ${to} of ${room}, which is shorter`] : []),
    ]
  })

function isInOrder(entries: Heard[]): boolean {
  return entries.every(({ seq }, index) => seq > (entries[index - 1]?.seq ?? 0))
}

type Presence = { client: string; room: string; from: number; until: number; heard: Map<number, number> }

/** I-09: an entry that anybody knows of is with everyone in the room within ten seconds, the last one too. */
export const nobodyMissesTheTail: Oracle = (history) => {
  const known = firstKnown(history)
  return presences(history).flatMap(({ client, room, from, until, heard }) =>
    [...(known.get(room) ?? [])]
      .filter(([, at]) => at > from && at + HEARD_WITHIN_MS < until)
      .filter(([seq, at]) => (heard.get(seq) ?? Number.POSITIVE_INFINITY) > at + HEARD_WITHIN_MS)
      .map(([seq]) => `${client} was in ${room} and did not hear ${seq} within ten seconds`),
  )
}

/** When each entry was first heard, read, or answered, by anyone. */
function firstKnown(history: History): Map<string, Map<number, number>> {
  const known = new Map<string, Map<number, number>>()
  for (const { room, seq, at } of [...actsOf(history, 'is answered'), ...actsOf(history, 'hears')]) {
    const places = known.get(room) ?? new Map<number, number>()
    places.set(seq, Math.min(at, places.get(seq) ?? at))
    known.set(room, places)
  }
  return known
}

function presences(history: History): Presence[] {
  const end = history.acts.at(-1)?.at ?? 0
  const open = new Map<string, Presence>()
  const all: Presence[] = []
  for (const act of history.acts) {
    if (!('room' in act)) continue
    const { client, room, at } = act
    const key = `${client} ${room}`
    const present = open.get(key)
    if (act.act === 'joins') {
      const joined = { client, room, from: at, until: end, heard: new Map<number, number>() }
      open.set(key, joined)
      all.push(joined)
    }
    if (act.act === 'hears') present?.heard.set(act.seq, at)
    if (act.act === 'reads') for (const { seq } of act.entries) present?.heard.set(seq, at)
    if (act.act === 'is cut off' && present) {
      present.until = at
      open.delete(key)
    }
  }
  return all
}
