// What must be true once everything works again: what Ada wrote, what her device holds, and what the server has.

import type { EntryRow, HistoryRow, IntentRow, RoomRow } from '../../../client/cache/rows.ts'
import { outboxBreaches, type Shown } from '../../oracles/outbox.ts'
import { ADA, DEVICE, SIG } from '../support/cast.ts'
import type { Logged, ModelRoom } from './model-rooms.ts'
import type { Stage } from './stage.ts'

const roomsOf = (stage: Stage) => [...stage.server.books.rooms.values()]

export function isSettled(stage: Stage): boolean {
  if (stage.outbox().some(({ state }) => state !== 'failed')) return false
  if ((stage.rows('intents') as IntentRow[]).length > 0) return false
  const rows = new Map((stage.rows('rooms') as RoomRow[]).map((row) => [row.uri, row]))
  const histories = new Map((stage.rows('histories') as HistoryRow[]).map((row) => [row.room, row]))
  return roomsOf(stage).every((room) => {
    const row = rows.get(room.uri)
    if (!room.isMine) return row === undefined || row.access === 'lost'
    return row?.joined === true && (histories.get(room.uri)?.runs.at(-1)?.to ?? 0) === room.log.length
  })
}

export function breachesOf(stage: Stage): string[] {
  return [
    ...postsAreSentOnceOrShown(stage).map((breach) => `I-20: ${breach}`),
    ...orderIsKept(stage).map((breach) => `order: ${breach}`),
    ...sealsAreKept(stage).map((breach) => `seal: ${breach}`),
    ...roomsOf(stage).flatMap((room) => copyIsTrue(stage, room).map((breach) => `I-04/05/08: ${breach}`)),
    ...roomsOf(stage).flatMap((room) => markersAreTrue(stage, room).map((breach) => `marker: ${breach}`)),
  ]
}

function postsAreSentOnceOrShown(stage: Stage): string[] {
  const { ada } = stage
  const made = [...ada.made].map(([id, { room, text }]) => ({ id, room, chat: text }))
  const rows = (stage.rows('entries') as EntryRow[]).filter((row) => ada.made.has(row.id))
  const sent = rows.map(({ id, seq }): Shown => ({ state: 'sent', id, seq }))
  const unsent = stage.outbox().map(({ id, state, reason = '' }): Shown => {
    return state === 'failed' ? { state, id, reason } : { state: 'waiting', id }
  })
  const rooms = roomsOf(stage).map(({ uri, log }) => ({
    room: uri,
    head: log.length,
    entries: log.map((entry) => ({ ...entry, kind: 'chat', hash: '', chain: '' })),
  }))
  // Where Ada has lost a room, its copy is gone; what she wrote there is with the server, or shown.
  const gone = roomsOf(stage).filter((room) => !room.isMine)
  const left = gone.flatMap(({ log }) => log.map(({ id, seq }): Shown => ({ state: 'sent', id, seq })))
  const expected = made.filter(({ id }) => !ada.calledOff.has(id))
  const revived = [...ada.calledOff].filter((id) =>
    rooms.some(({ entries }) => entries.some((entry) => entry.id === id)),
  )
  return [
    ...outboxBreaches({ made: expected, shown: [...sent, ...left, ...unsent], rooms }),
    ...revived.map((id) => `${id} was called off and is sent`),
    ...twice(
      roomsOf(stage).flatMap(({ log }) =>
        log.filter(({ chat }) => /^p\d+$/.test(chat)).map(({ chat }) => chat),
      ),
    ),
  ]
}

function twice(texts: string[]): string[] {
  return texts
    .filter((text, place) => texts.indexOf(text) !== place)
    .map((text) => `${text} was written once and stands twice`)
}

/** In the order in which they were written, per room. What Ada sent again by hand has its own place. */
function orderIsKept(stage: Stage): string[] {
  const { made, retried } = stage.ada
  const places = new Map([...made.keys()].map((id, place) => [id, place]))
  return roomsOf(stage).flatMap(({ log }) => {
    const mine = log.filter(({ id }) => places.has(id) && !retried.has(id))
    return mine.flatMap(({ id, chat }, index) => {
      const before = mine[index - 1]
      if (before === undefined || (places.get(before.id) ?? 0) < (places.get(id) ?? 0)) return []
      return [`${chat} stands behind ${before.chat}, which was written later`]
    })
  })
}

/** One post, one text of bytes; the device's own sequence has no two posts in one place, and names the one before. */
function sealsAreKept(stage: Stage): string[] {
  const changed = [...stage.server.offered].filter(([, texts]) => texts.size > 1)
  const forks = roomsOf(stage).flatMap(({ log }) => {
    const mine = log.filter(({ author, device, sig }) => author === ADA && device === DEVICE && sig !== SIG)
    return mine.filter((post) =>
      mine.some((other) => other !== post && (other.dseq === post.dseq || misnames(post, other))),
    )
  })
  return [
    ...changed.map(([id]) => `${id} was offered with different bytes`),
    ...forks.map(
      ({ chat, dseq }) => `${chat} has place ${dseq} of the device, or names the wrong post before it`,
    ),
  ]
}

function misnames(post: Logged, other: Logged): boolean {
  return other.dseq === post.dseq - 1 && post.prev !== other.id
}

function copyIsTrue(stage: Stage, room: ModelRoom): string[] {
  const { uri, log, isMine } = room
  const rows = (stage.rows('entries') as EntryRow[]).filter(({ room }) => room === uri)
  const runs = (stage.rows('histories') as HistoryRow[]).find(({ room }) => room === uri)?.runs ?? []
  if (!isMine) return rows.length + runs.length > 0 ? [`the copy of ${uri} outlives the right to it`] : []
  const held = new Map(rows.map((row) => [row.seq, row]))
  const named = runs.flatMap(({ from, to }) =>
    Array.from({ length: to - from + 1 }, (_, index) => from + index),
  )
  const glued = runs.slice(1).filter(({ from }, index) => from <= (runs[index]?.to ?? 0) + 1)
  return [
    ...named.filter((seq) => !held.has(seq)).map((seq) => `${seq} of ${uri} is said to be held and is not`),
    ...rows
      .filter(({ seq }) => !named.includes(seq))
      .map(({ seq }) => `${seq} of ${uri} is held and in no run`),
    ...rows
      .filter((row) => !isSame(row, room, runs.at(-1)?.from ?? 0))
      .map(({ seq }) => `${seq} of ${uri} is not what the server has`),
    ...glued.map(({ from }) => `two runs of ${uri} touch at ${from}`),
    ...((runs.at(-1)?.to ?? 0) === log.length
      ? []
      : [`${uri} is held up to ${runs.at(-1)?.to} of ${log.length}`]),
  ]
}

/** The bytes that the server has, and, whatever part of the log was skipped, the words that hold now. */
function isSame(row: EntryRow, room: ModelRoom, newestRunFrom: number): boolean {
  const entry = room.log[row.seq - 1]
  if (row.id !== entry?.id) return false
  if (entry.gone) return row.kind === 'tombstone'
  if (row.kind === 'amend') return row.signed === entry.signed
  if (row.kind !== 'chat' || row.signed !== entry.signed) return false
  const reacting = row.reactions?.flatMap(({ people }) => people.map(({ uri }) => uri)) ?? []
  const isReacted = reacting.sort().join() === room.reactingTo(entry).sort().join()
  // Reactions are not told of where the log is skipped.
  return (row.edited?.chat ?? row.chat) === room.wordsOf(entry) && (isReacted || row.seq < newestRunFrom)
}

function markersAreTrue(stage: Stage, room: ModelRoom): string[] {
  const row = (stage.rows('rooms') as RoomRow[]).find(({ uri }) => uri === room.uri)
  if (row === undefined || !room.isMine) return []
  return [
    ...(row.marker === room.marker
      ? []
      : [`${room.uri} is read up to ${row.marker} here and ${room.marker} at the server`]),
    ...(row.unread === room.unread() ? [] : [`${room.uri} shows ${row.unread} unread of ${room.unread()}`]),
    ...(row.head === room.log.length
      ? []
      : [`${room.uri} ends at ${row.head} here and ${room.log.length} at the server`]),
  ]
}
