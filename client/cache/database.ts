// The tables of the cache. This folder alone knows Dexie; the rest of the client calls its functions.

import { Dexie, type DexieOptions, type Table, type Transaction } from 'dexie'
import type {
  CounterRow,
  DeviceRow,
  EntryRow,
  Facts,
  HistoryRow,
  IntentRow,
  InvitationRow,
  MatchRow,
  OpenRow,
  OutboxRow,
  PinRow,
  PrefRow,
  RoomRow,
  RosterRow,
  SnapshotRow,
  UnheardRow,
} from './rows.ts'

type FactRow = { name: keyof Facts; value: Facts[keyof Facts] }

const TABLES = {
  rooms: '&uri, &guid',
  entries: '&[room+seq], id',
  histories: '&room',
  rosters: '&room',
  outbox: '&id, order, room',
  counters: '&[device+room]',
  devices: '&person',
  intents: '&key',
  drafts: '&guid',
  opened: '&room',
  invitations: '&inviteId',
  facts: '&name',
}

/** Amendments are found by the post they are about, pinned posts by their pin. */
const AMENDING = {
  entries: '&[room+seq], id, about, [room+pinned]',
  snapshots: '&[room+seq]',
  pins: '&[room+seq], room',
}

/** Drafts are preferences of their rooms, so they roam. */
const ROAMING = { prefs: '&label' }

/** What feeds have found, and what they have not looked at yet. */
const FEEDS = { matches: '&[feed+room+seq], [feed+ts], [room+seq]', unheard: '&[room+seq]' }

async function draftsToPrefs(upgrade: Transaction): Promise<void> {
  const drafts: { guid: string; text: string }[] = await upgrade.table('drafts').toArray()
  const rows = drafts.map(({ guid, text }) => ({ label: `draft/${guid}`, seqid: 0, content: '', mine: text }))
  await upgrade.table('prefs').bulkPut(rows)
  await upgrade.table('drafts').clear()
}

export class Cache extends Dexie {
  declare readonly rooms: Table<RoomRow, string>
  declare readonly entries: Table<EntryRow, [string, number]>
  declare readonly snapshots: Table<SnapshotRow, [string, number]>
  declare readonly pins: Table<PinRow, [string, number]>
  declare readonly histories: Table<HistoryRow, string>
  declare readonly rosters: Table<RosterRow, string>
  declare readonly outbox: Table<OutboxRow, string>
  declare readonly counters: Table<CounterRow, [string, string]>
  declare readonly devices: Table<DeviceRow, string>
  declare readonly intents: Table<IntentRow, string>
  declare readonly prefs: Table<PrefRow, string>
  declare readonly matches: Table<MatchRow, [string, string, number]>
  declare readonly unheard: Table<UnheardRow, [string, number]>
  declare readonly opened: Table<OpenRow, string>
  declare readonly invitations: Table<InvitationRow, number>
  declare readonly facts: Table<FactRow, string>

  /** @param storage the IndexedDB that it lies in, the browser's own if left out */
  constructor(name = 'backchat', storage: DexieOptions = {}) {
    super(name, storage)
    this.version(1).stores(TABLES)
    this.version(2).stores(AMENDING)
    this.version(3).stores(ROAMING).upgrade(draftsToPrefs)
    this.version(4).stores(FEEDS)
  }
}

/** One per tab; it opens at its first use. */
export const cache = new Cache()

export async function readFact<Name extends keyof Facts>(
  from: Cache,
  name: Name,
): Promise<Facts[Name] | undefined> {
  const row = await from.facts.get(name)
  return row?.value as Facts[Name] | undefined
}

export async function writeFact<Name extends keyof Facts>(
  to: Cache,
  name: Name,
  value: Facts[Name],
): Promise<void> {
  await to.facts.put({ name, value })
}
