// An act as the archive keeps it, and as every adapter gets it. It says the names of that day: rooms and people may be
// called otherwise later, or be gone.

export type ArchivedRoom = {
  uri: string
  name: string
  /** The category's name. */
  category: string
  /** Whether the room's history was kept. */
  logged: boolean
}

export type ArchivedPerson = { uri: string; name: string }

export type ArchivedEvent = {
  v: 1
  /** 1, 2, 3… over the whole pool, without a hole. */
  number: number
  /** Milliseconds since 1970, by the server's clock, when the act was done. */
  at: number
  kind: ArchivedKind
  /** Null for acts that belong to no room. */
  room: ArchivedRoom | null
  person: ArchivedPerson
  device: string | null
  /** Of an entry in the room's log. */
  seq: number | null
  /** The id of the post. */
  post: string | null
  body: Record<string, unknown>
}

/**
 * What can be archived, and the members of `body` beside it.
 *
 * Entries of a room's log have `signed` (JSON text, see P12) and `sig`; in their order:
 * - `chat`: a post.
 * - `edit`: also `earlier`, the `signed` of what it replaces, or null where it is not known any more.
 * - `redact`: a removal by its author or an administrator; `replace`: an administrator's other words; `purge`: of everything before.
 * - `erased`: the words that one of these three took from the room, one event each: `signed` and `sig` of what went, `by` the `seq`
 *   of the entry that took it.
 * - `react`, `pin`.
 *
 * Who was there, and what they read:
 * - `join`, `part`: `session`, and `service`, the start of the server that it was on; a part that was found out after a crash has
 *   `orphan: true`.
 * - `backchat`: `session`, `asked` (the command's data), and what the answer held: `from` and `to`, or `seqs`.
 * - `upload`, `download`, `transfer`: `file` {id, name, bytes, type, sha256}; of a `transfer`, which is still to come, `until` (ms).
 *
 * What was changed, by whom:
 * - `room`, `category`, `group`, `policy`, `account`, `hold`, `retention`, `export`: `act` (a word), `of` (its name or address,
 *   where `room` does not say it), and `changes`, from member to `{from, to}`, for lists `{added, removed}`, for secrets `changed`. A
 *   `retention` that lets texts go has `act` 'let go' and `numbers`, such as `1-3 5`.
 * - `sign-in`: `act`, one of `in`, `refused`, `out`, `out everywhere`; `address`; and of what was refused `user`, as typed.
 * - `admin`: any other act of an administrator: `act` and `args`, without what is secret in them.
 */
export type ArchivedKind = (typeof ARCHIVED_KINDS)[number]

export const ARCHIVED_KINDS = [
  ...(['chat', 'edit', 'redact', 'replace', 'purge', 'erased', 'react', 'pin'] as const),
  ...(['join', 'part', 'backchat', 'upload', 'download', 'transfer'] as const),
  ...(['room', 'category', 'group', 'policy', 'account', 'hold', 'retention', 'export'] as const),
  ...(['sign-in', 'admin'] as const),
] as const
