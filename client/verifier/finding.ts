// What can be found, in the words of `backchat compliance verify`.

export type Finding =
  | { what: 'changed' | 'missing' | 'misplaced' | 'not in the chain'; number: number }
  /** One of these is not what the tree was made of. */
  | { what: 'not in the tree'; number: number; to: number }
  /** The pool signed something else about the first `size` events. */
  | { what: 'not what was signed' | 'not signed by the pool' | 'not the one you kept'; size: number }
  /** A line that is none, or was written otherwise than the server writes it. */
  | { what: 'unreadable'; file: string; line: number }

/** Why nothing that was found is not yet a proof. */
export type Doubt =
  | { why: 'no key' | 'no Ed25519' | 'no checkpoint' }
  /** Texts that are gone, of which no event in these files says that retention let them go. */
  | { why: 'gone'; events: number }
  /** A kept checkpoint over so many events, which the files do not reach. */
  | { why: 'not reached'; size: number }
  /** Nothing in it is of the archive's own. */
  | { why: 'not ours'; file: string }

export type Verdict = {
  state: 'whole' | 'not whole' | 'not proven'
  events: number
  /** Numbers of the first and the last; null without any. */
  from: number | null
  to: number | null
  /** Whose text is gone. */
  gone: number
  /** That fit and are signed. */
  checkpoints: { pool: string; size: number; at: number; kid: string }[]
  /** No more than a hundred. */
  findings: Finding[]
  doubts: Doubt[]
  /** The text of the event, where there is only one. */
  only: string | null
}

export const FINDINGS_MAX = 100
