// The kinds of what can be archived, and what an event of each tells.

export const ARCHIVED_KINDS = [
  ...(['chat', 'edit', 'redact', 'replace', 'purge', 'erased', 'react', 'pin', 'refused'] as const),
  ...(['join', 'part', 'backchat', 'upload', 'download', 'transfer'] as const),
  ...(['room', 'category', 'group', 'policy', 'account', 'hold', 'retention', 'case', 'export'] as const),
  ...(['sign-in', 'admin'] as const),
] as const

/**
 * What can be archived, and the members of `body` beside it.
 *
 * Entries of a room's log have `signed` (JSON text, see P12) and `sig`; in their order:
 * - `chat`: a post.
 * - `edit`: also `earlier`, the `signed` of what it replaces, or null where it is not known any more.
 * - `redact`: a removal by its author or an administrator; `replace`: an administrator's other words; `purge`: of everything before.
 * - `erased`: the words that one of these three took from the room, one event each: `signed` and `sig` of what went, `by` the `seq`
 *   of the entry that took it, or null where they went with the room itself.
 * - `react`, `pin`.
 * - `refused`: a post that is in no log, and `why`, the code of the refusal; `unrecorded`, when so many before it were too many to be told.
 *
 * Who was there, and what they read:
 * - `join`, `part`: `session`, and `service`, the start of the server that it was on; a part that was found out after a crash has
 *   `orphan: true`.
 * - `backchat`: `session`, `asked` (the command's data), and what the answer held: `from` and `to`, or `seqs`.
 * - `upload`, `download`, `transfer`: `file` {id, name, bytes, type, sha256}; of a `transfer`, which is still to come, `until` (ms).
 *
 * What was changed, by whom:
 * - `room`, `category`, `group`, `policy`, `account`, `hold`, `retention`, `case`, `export`: `act` (a word), `of` (its name or address,
 *   where `room` does not say it), and `changes`, from member to `{from, to}`, for lists `{added, removed}`, for secrets `changed`. A
 *   `retention` that lets texts go has `act` 'let go' and `numbers`, such as `1-3 5`.
 * - `sign-in`: `act`, one of `in`, `refused`, `out`, `out everywhere`; `address`; and of what was refused `user`, as typed.
 * - `admin`: any other act of an administrator: `act` and `args`, without what is secret in them.
 */
export type ArchivedKind = (typeof ARCHIVED_KINDS)[number]
