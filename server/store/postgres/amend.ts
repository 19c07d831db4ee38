// Appending what is about an earlier entry. The targets are read after the rooms are locked, so what is true of them stays
// true until the commit; what the same batch does to them is kept in mind. Plain posts cost no statement more.

import type { PoolClient } from 'pg'
import {
  type Amendment,
  boundOf,
  goneBy,
  KINDS_WITH_WORDS,
  notesOf,
  type Target,
  whyNot,
} from '../amendment.ts'
import type { AppendItem } from '../append.ts'
import {
  ENTOMB,
  ENTOMB_EDITS,
  NOTE,
  PURGE,
  RECORD_ERASED,
  RECORD_PURGED,
  TARGETS,
} from './append-statements.ts'

type About = AppendItem & { amends: Amendment }
type Done = { roomId: number; room: string | null; seq: number; target: number | null; amends: Amendment }
type Recording = { at: number } | undefined
type Found = Target | { [Field in keyof Target]: null }

export type Amending = {
  /** Undefined for a plain post. Goes through the batch in its order. */
  look(
    item: AppendItem,
  ): { target: number | null } | { whyNot: NonNullable<ReturnType<typeof whyNot>> } | undefined
  /** The item stands at `seq`. */
  note(item: AppendItem, stands: { seq: number; ts: number; target: number | null }): void
  /** The statements that follow the storing; they are sent, not awaited one by one. What goes is recorded when that is asked. */
  statements(client: PoolClient, recording?: Recording): Promise<unknown>[]
}

function isAbout(item: AppendItem): item is About {
  return item.amends !== undefined
}

const nameOf = ({ device, id }: { device: string; id: string }) => `${device} ${id}`

export function askForTargets(
  client: PoolClient,
  items: AppendItem[],
): Promise<Map<string, Target>> | undefined {
  const wanted = items.filter(isAbout).flatMap(({ amends }) => ('target' in amends ? amends.target : []))
  if (wanted.length === 0) return undefined
  const names = [wanted.map(({ device }) => device), wanted.map(({ id }) => id)]
  return client.query<Found>(TARGETS, names).then(({ rows }) => {
    const found = rows.map((row, index) => [wanted[index], row] as const)
    return new Map(found.flatMap(([ref, row]) => (ref && row.seq !== null ? [[nameOf(ref), row]] : [])))
  })
}

const NOTHING: Amending = { look: () => undefined, note: () => undefined, statements: () => [] }

export function createAmending(items: AppendItem[], targets: Map<string, Target> = new Map()): Amending {
  if (!items.some(isAbout)) return NOTHING
  const done: Done[] = []

  function goneFrom(target: Target): Target {
    const isPurged = done.some(
      ({ roomId, seq, amends }) =>
        amends.kind === 'purge' && roomId === target.room_id && Number(target.seq) <= boundOf(amends, seq),
    )
    return isPurged ? { ...target, gone: 'purged' } : target
  }

  return {
    look(item) {
      if (!isAbout(item)) return undefined
      const { amends } = item
      if (amends.kind === 'purge') return { target: null }
      const found = targets.get(nameOf(amends.target))
      const reason = whyNot(item, found && goneFrom(found))
      return reason === undefined ? { target: found ? Number(found.seq) : null } : { whyNot: reason }
    },
    note(item, { seq, ts, target }) {
      const { roomId: room_id, author, kind } = item
      targets.set(nameOf(item), { room_id, seq, author, kind, ts, gone: null })
      if (!isAbout(item)) return
      done.push({ roomId: room_id, room: item.event.room, seq, target, amends: item.amends })
      const gone = goneBy(item.amends)
      if (gone === undefined || !('target' in item.amends)) return
      const name = nameOf(item.amends.target)
      const known = targets.get(name)
      if (known) targets.set(name, { ...known, gone })
    },
    statements: (client, recording) => statementsFor(client, done, recording),
  }
}

function statementsFor(client: PoolClient, done: Done[], recording: Recording): Promise<unknown>[] {
  if (done.length === 0) return []
  const noted = done.map(({ amends }) => notesOf(amends))
  const note = client.query(NOTE, [
    done.map(({ roomId }) => roomId),
    done.map(({ seq }) => seq),
    done.map(({ target }) => target),
    noted.map(({ emoji }) => emoji),
    noted.map(({ is_on }) => is_on),
  ])
  return [note, ...removing(client, done, recording), ...purging(client, done, recording)]
}

/** What is taken, up to where or at which place, and by whom. */
type Taken = { roomId: number; room: string | null; place: number | null; by: number }

function takenColumns(taken: readonly Taken[]): unknown[][] {
  return [
    taken.map(({ roomId }) => roomId),
    taken.map(({ place }) => place),
    taken.map(({ room }) => room),
    taken.map(({ by }) => by),
  ]
}

function removing(client: PoolClient, done: Done[], recording: Recording): Promise<unknown>[] {
  const removed = done.flatMap(({ roomId, room, seq, target, amends }) => {
    const gone = goneBy(amends)
    return gone === undefined ? [] : [{ roomId, room, place: target, by: seq, gone }]
  })
  if (removed.length === 0) return []
  const [rooms, places] = takenColumns(removed)
  const gone = [rooms, places, removed.map((each) => each.gone)]
  return [
    ...(recording ? [client.query(RECORD_ERASED, [recording.at, ...takenColumns(removed)])] : []),
    client.query(ENTOMB, gone),
    client.query(ENTOMB_EDITS, gone),
  ]
}

function purging(client: PoolClient, done: Done[], recording: Recording): Promise<unknown>[] {
  const purges = done.flatMap(({ roomId, room, seq, amends }) =>
    amends.kind === 'purge' ? [{ roomId, room, place: boundOf(amends, seq), by: seq }] : [],
  )
  if (purges.length === 0) return []
  const [rooms, places] = takenColumns(purges)
  const kinds = [...KINDS_WITH_WORDS]
  return [
    ...(recording ? [client.query(RECORD_PURGED, [recording.at, ...takenColumns(purges), kinds])] : []),
    client.query(PURGE, [rooms, places, kinds]),
  ]
}
