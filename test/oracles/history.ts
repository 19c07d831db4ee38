// What a run leaves behind: everything that its clients did and heard, and what the database holds in the end.
// Oracles read it and nothing else, so that a history written by hand can show that each of them is able to fail.

/** Milliseconds of one monotonic clock for the whole run. */
export type At = number

export type Heard = { seq: number; id: string; signed: string }

export type Act =
  /** The post goes out, for the first time or again. */
  | { act: 'offers'; at: At; client: string; room: string; id: string; signed: string }
  | { act: 'is answered'; at: At; client: string; room: string; id: string; seq: number }
  | { act: 'is refused'; at: At; client: string; room: string; id: string; code: string }
  /** From here on the client hears whatever the room gains after `head`. */
  | { act: 'joins'; at: At; client: string; room: string; head: number }
  | ({ act: 'hears'; at: At; client: string; room: string } & Heard)
  /** An answer that claims to hold everything after `after` up to `to`. */
  | { act: 'reads'; at: At; client: string; room: string; after: number; to: number; entries: Heard[] }
  /** The connection is over, or the client left: it hears the room no more. */
  | { act: 'is cut off'; at: At; client: string; room: string }
  /** An error that nobody caught, in whichever process. */
  | { act: 'something escapes'; at: At; where: string; what: string }

export type StoredEntry = {
  seq: number
  id: string
  device: string
  kind: string
  /** Of an edit, a removal, a reaction or a pin: the post that it is about. */
  target?: string
  signed: string
  /** Hexadecimal. */
  hash: string
  chain: string
}
export type StoredRoom = { room: string; head: number; entries: StoredEntry[] }
export type RecordedPost = { room: string; seq: number; id: string; device: string }

export type History = {
  acts: Act[]
  rooms: StoredRoom[]
  /** The compliance events of posts; undefined where the run did not record. */
  recorded?: RecordedPost[]
}

/** One sentence per way in which the history breaks the invariant. */
export type Oracle = (history: History) => string[]

export function actsOf<Kind extends Act['act']>(
  { acts }: History,
  kind: Kind,
): Extract<Act, { act: Kind }>[] {
  return acts.filter((act): act is Extract<Act, { act: Kind }> => act.act === kind)
}

export function entriesOf(history: History, room: string): StoredEntry[] {
  return history.rooms.find((stored) => stored.room === room)?.entries ?? []
}

/** What stands more than once in the list. */
export function repeated(values: string[]): string[] {
  const seen = new Set<string>()
  return [...new Set(values.filter((value) => seen.size === seen.add(value).size))]
}
