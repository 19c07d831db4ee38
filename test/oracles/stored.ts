// I-01 to I-03: what was promised is there, and nothing is there twice.

import { actsOf, entriesOf, type Oracle, repeated } from './history.ts'

/** I-01: whatever was answered stands in the room, at the seq of the answer, with the bytes that were sent. */
export const answeredIsStored: Oracle = (history) => {
  const sent = new Map(actsOf(history, 'offers').map(({ id, signed }) => [id, signed]))
  return actsOf(history, 'is answered').flatMap(({ client, room, id, seq }) => {
    const stored = entriesOf(history, room).find((entry) => entry.id === id)
    if (!stored) return [`${client} was answered seq ${seq} for ${id}, which is not in ${room}`]
    if (stored.seq !== seq)
      return [`${client} was answered seq ${seq} for ${id}, which stands at ${stored.seq}`]
    return stored.signed === sent.get(id) ? [] : [`${id} is not stored as ${client} sent it`]
  })
}

/** I-02: a post stands once in its room, once in what each client sees, once in the archive. */
export const nothingIsDouble: Oracle = (history) => {
  const inRooms = history.rooms.flatMap(({ entries }) => entries.map(({ device, id }) => `${device} ${id}`))
  const recorded = (history.recorded ?? []).map(({ device, id }) => `${device} ${id}`)
  return [
    ...repeated(inRooms).map((post) => `${post} is stored twice`),
    ...repeated(recorded).map((post) => `${post} is recorded twice`),
    ...repeated(placesSeen(history)).map((post) => `${post} was seen at two places`),
    ...missingFrom(inRooms, recorded, history.recorded !== undefined),
  ]
}

function placesSeen(history: Parameters<Oracle>[0]): string[] {
  const live = actsOf(history, 'hears')
  const read = actsOf(history, 'reads').flatMap(({ entries, ...reading }) =>
    entries.map((entry) => ({ ...reading, ...entry })),
  )
  const places = new Set(
    [...live, ...read].map(({ client, room, id, seq }) => `${client}\n${room}\n${id}\n${seq}`),
  )
  return [...places].map((place) => place.split('\n').slice(0, 3).join(' '))
}

function missingFrom(stored: string[], recorded: string[], isRecording: boolean): string[] {
  const known = new Set(recorded)
  return isRecording
    ? stored.filter((post) => !known.has(post)).map((post) => `${post} is stored and not recorded`)
    : []
}

/** I-03: what was sent and never answered is there once or not at all, and as it was sent. */
export const unansweredIsOneOrNone: Oracle = (history) => {
  const answered = new Set(actsOf(history, 'is answered').map(({ id }) => id))
  const offered = new Map(actsOf(history, 'offers').map((offer) => [offer.id, offer]))
  return [...offered.values()]
    .filter(({ id }) => !answered.has(id))
    .flatMap(({ client, room, id, signed }) => {
      const found = history.rooms.flatMap(({ entries }) => entries.filter((entry) => entry.id === id))
      if (found.length > 1)
        return [`${id} of ${client} was never answered and is stored ${found.length} times`]
      if (found.some((entry) => entry.signed !== signed))
        return [`${id} in ${room} is not what ${client} sent`]
      return []
    })
}
