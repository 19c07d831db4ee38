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
