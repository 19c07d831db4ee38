// Row types of the archive, which is a database of its own: what is archived outlives the chat it tells of.

export type ArchiveTables = {
  archive_meta: { key: string; value: string }
  events: EventRow
  /** Whole subtrees of the tree over all events, from level 1 up; their leaves are the events' own hashes. */
  nodes: { level: number; pos: number; hash: Uint8Array }
  checkpoints: {
    size: number
    root: Uint8Array
    chain: Uint8Array
    at: number
    kid: string
    sig: string
  }
  /** JSON: what is known of a room beside its events. */
  rooms: { uri: string; details: string }
  adapters: ArchiveAdapterRow
  /** The run that an adapter is at: written down before it begins, so that whoever goes on after a crash repeats just it. */
  runs: RunRow
  /** Who alone may run adapters, until when; `fence` grows with each that takes it. */
  lease: { name: string; holder: string; until: number; fence: number }
  /** Who was in a room, from when to when; without an end as long as they are there. */
  attendance: {
    session: string
    room: string
    person: string
    device: string | null
    service: string | null
    joined_at: number
    parted_at: number | null
  }
  /** Services that are, or were: each sign of life is counted, and `seen_at` is when the last one came. */
  lives: { life: string; beats: number; seen_at: number }
  holds: HoldRow
  cases: CaseRow
  /** `name` is empty for the pool; `keep_ms` null for ever. */
  retention: { scope: 'pool' | 'category' | 'room'; name: string; keep_ms: number | null }
  /** The words of events that were not let go. */
  said: { stem: string; at: number; number: number }
}

export type CaseRow = {
  id: string
  name: string
  description: string
  /** JSON: what belongs to it. */
  search: string
  by: string
  at: number
  closed_at: number | null
  closed_by: string | null
}

export type HoldRow = {
  id: string
  name: string
  /** The case that it was made for. */
  case_id: string | null
  person: string | null
  room: string | null
  from_at: number | null
  to_at: number | null
  reason: string
  by: string
  at: number
  released_at: number | null
  released_by: string | null
}

export type ArchiveAdapterRow = {
  name: string
  format: string
  /** JSON, as the administrator gave it. */
  options: string
  folder: string | null
  /** The number of the last event that it has taken. */
  taken: number
}

export type RunRow = {
  adapter: string
  from_number: number
  to_number: number
  planned_at: number
  attempts: number
  /** What went wrong the last time; null when nothing did. */
  fault: string | null
}

export type EventRow = {
  /** 1, 2, 3… without a hole. */
  number: number
  /** Where it waited before, and as what: an event that is handed over twice is taken once. */
  origin: string
  source: number
  source_hash: Uint8Array
  /** Of the leaf, and of everything up to here. */
  hash: Uint8Array
  chain: Uint8Array
  at: number
  kind: string
  room: string | null
  person: string
  post: string | null
  /** The event as JSON, whose bytes are what is hashed; null once retention has let it go. */
  event: string | null
}
