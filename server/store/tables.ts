// Row types of every table, for Kysely. Booleans are 0 and 1 and times are milliseconds since 1970,
// so that SQLite and PostgreSQL hold the same values.

import type { Generated } from 'kysely'

type Flag = 0 | 1

export type Tables = {
  meta: { key: string; value: string }
  people: {
    uri: string
    username: string
    display_name: string
    admin: Flag
    disabled: Flag
    auth_user: string
    created_at: number
    /** Display name and user name, as they are looked for. */
    folded: Generated<string>
    /** The display name alone, folded: for finding those who are called exactly so. */
    called: Generated<string>
    /** Reads the archive. */
    officer: Generated<Flag>
  }
  // The identity library's tables, as far as jobs touch them. Its dates are ISO text in SQLite,
  // times in PostgreSQL; jobs write and compare them as ISO text and never read them.
  user: {
    id: string
    name: string
    email: string
    emailVerified: Flag
    username: string
    displayUsername: string
    createdAt: string
    updatedAt: string
  }
  session: { id: string; token: string; userId: string; expiresAt: string; createdAt: string }
  account: {
    id: string
    accountId: string
    providerId: string
    userId: string
    password: string
    createdAt: string
    updatedAt: string
  }
  devices: {
    id: string
    person: string
    public_key: string
    name: string
    dtls_fingerprint: string | null
    created_at: number
    retired_at: number | null
  }
  pool_keys: {
    kid: string
    public_key: string
    private_key: string
    state: 'current' | 'next' | 'retired'
    created_at: number
  }
  categories: {
    id: Generated<number>
    uri: string
    name: string
    name_folded: string
    description: string
    invitations: Flag
    file_upload: Flag
    chat_history: Flag
    /** So long an author may change a post; null: for ever, 0: never. */
    edit_minutes: number | null
    created_at: number
    name_looks: string | null
  }
  category_scope: { category_id: number; list: 'allow' | 'deny' | 'creator'; principal: string }
  rooms: {
    id: Generated<number>
    uri: string
    category_id: number
    name: string
    name_folded: string
    description: string
    description_folded: string
    privacy: 'open' | 'closed' | 'secret'
    type: 'normal' | 'auditorium'
    invitations: Flag
    add_in: string | null
    disabled: Flag
    head: number
    chain: Uint8Array
    created_at: number
    revision: Generated<number>
    created_by: string | null
    updated_by: string | null
    updated_at: number | null
    /** Equal for names that look the same. */
    name_looks: string | null
  }
  groups: { principal: string; name: string; name_folded: string; created_at: number }
  group_members: { principal: string; person: string }
  /** `grants` is a JSON list. */
  add_ins: { id: string; name: string; name_folded: string; url: string; grants: string }
  room_roles: { room_id: number; role: 'member' | 'manager' | 'presenter'; principal: string }
  entries: EntryRow
  /** `parted`: whether the parts of the word are in `search_parts`. */
  search_words: { word: string; stem: string; parted: Flag }
  search_parts: { part: string; word: string }
  search_docs: {
    doc: Generated<number>
    room_id: number
    seq: number
    /** The entry whose words are shown: the post itself, or its newest edit. */
    shown: number
    ts: number
    alert: Flag
  }
  /** Entries with words that are not in the index yet. */
  search_due: { id: Generated<number>; room_id: number; seq: number }
  presence: { person: string; name: string; instance: string }
  presence_versions: { person: string; version: number }
  markers: { person: string; room_id: number; seq: number; generation: Generated<number> }
  prefs: { person: string; label: string; seqid: number; content: string; bytes: number }
  invitations: { person: string; room_id: number; invite_id: number; created_at: number }
  mesh_tickets: { room_id: number; device: string; person: string; may_post: Flag; exp: number }
  mesh_revoked: { room_id: number; device: string; at: number }
  compliance_queue: {
    id: Generated<number>
    at: number
    kind: string
    room: string | null
    person: string
    device: string | null
    seq: number | null
    post: string | null
    body: string
  }
}

export type EntryRow = {
  room_id: number
  seq: number
  id: string
  device: string
  dseq: number
  author: string
  kind: string
  ts: number
  via: 'server' | 'mesh' | 'import'
  hash: Uint8Array
  chain: Uint8Array
  /** Null once the text is gone; the hash and the chain stay. */
  signed: string | null
  sig: string | null
  gone: 'redacted' | 'purged' | 'withheld' | 'unlogged' | null
  /** The room's category keeps no history: the body goes after ten minutes. */
  fleeting: Flag
  /** The device had used this dseq before: a cloned profile. */
  fork: Flag
  /** Of an entry about an earlier one: that one's seq. */
  target: number | null
  /** Of a reaction. */
  emoji: string | null
  /** Of a reaction or a pin: given, or taken back. */
  is_on: Flag | null
}
