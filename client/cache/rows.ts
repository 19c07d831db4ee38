// The rows of the cache. They hold what came over the wire, with the fields that drawing needs read out of it.

import type { Reaction } from '#shared/amend.ts'
import type { PresenceDocument } from '#shared/commands/getpresence.ts'
import type { Tombstone } from '#shared/entry.ts'
import type { Hlc } from '#shared/hlc.ts'
import type { Participant } from '#shared/person.ts'
import type { Content, PoolContent, PostRef } from '#shared/post.ts'
import type { ChosenState } from '#shared/presence.ts'
import type { Room } from '#shared/room.ts'
import type { Run } from '#shared/runs.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'

type Told = 'unread' | 'read' | 'readGeneration' | 'participantCount' | 'participants' | 'lastPost'

export type LastPostRow = { seq: number; ts: number; author: string; authdisp: string; chat: string }

export type RoomRow = Omit<Room, Told> & {
  guid: string
  member: boolean
  /** In the session that is open now. */
  joined: boolean
  access: 'yes' | 'lost'
  /** My read marker: `seq` and `generation`, which grows when posts are marked as unread; 0 if absent. */
  marker: number
  generation?: number
  /** Unread posts up to `countedTo`, by the server's word or by a full count; what came later is counted on top. */
  counted: number
  countedTo: number
  unread: number
  lastPost?: LastPostRow
  /** When the newest post came, told of a room that is not joined: nobody knows here what it says. */
  newsAt?: number
  /** The server's time of the newest entry held. */
  savedUpTo?: number
}

type Placed = { room: RoomUri; seq: number; ts: number; id: string }

type Sealed = {
  author: PersonUri
  authdisp: string
  device: string
  via: 'server' | 'mesh' | 'import'
  signed: string
  sig: string
}
type Said = { chat: string; story?: { title: string }; mentions?: string[] }

export type PostRow = Placed &
  Sealed &
  Said & {
    kind: 'chat'
    alert: boolean
    replyTo?: PostRef
    /** What became of it, worked out of the amendments that are held, whatever their order of arrival. */
    edited?: EditedRow
    reactions?: Reaction[]
    /** 1, so that pinned posts can be found by an index. */
    pinned?: 1
  }
/** The newest words, and the earlier ones that are held, oldest first. */
export type EditedRow = Said & { seq: number; ts: number; earlier: (Said & { ts: number })[] }

/** An entry about an earlier post. */
export type AmendRow = Placed & Sealed & { kind: 'amend'; about: string; content: AmendContent }
export type AmendContent = Exclude<Content, { kind: 'chat' }> | PoolContent

/** Hash: absent where the text went from this copy, and not with the page. */
export type TombstoneRow = Placed & {
  kind: 'tombstone'
  gone: Tombstone['gone']
  was: string
  hash?: string
  /** What the administrator put in its place. */
  replacement?: string
}
/** An entry that this version of the app cannot read: kept whole, not drawn. */
export type OpaqueRow = Placed & { kind: 'opaque'; signed: string; sig: string }
export type EntryRow = PostRow | AmendRow | TombstoneRow | OpaqueRow

/** What a page told of one post beside its entries, each thing as of some head. */
export type SnapshotRow = {
  room: RoomUri
  seq: number
  edit?: AmendRow
  reactions?: { asOf: number; all: Reaction[] }
  pin?: { asOf: number; on: boolean }
}

/** A pinned post as the server told of it. */
export type PinRow = { room: RoomUri; seq: number; post: PostRow; snapshot: SnapshotRow }

export type HistoryRow = {
  room: RoomUri
  runs: Run[]
  /** The oldest `seq` there is for this person, once a page has reached it. */
  floor?: number
  /** Texts up to here were purged. */
  purgedTo?: number
  /** Up to here it is known what was done about older posts, also where what was said is not held. */
  amendedTo?: number
}

export type RosterRow = { room: RoomUri; count: number; people: Participant[] | 'large' }

export type Seal = {
  signed: string
  sig: string
  device: string
  dseq: number
  prev: string | null
  hlc: Hlc
}

export type OutboxRow = {
  id: string
  room: RoomUri
  /** Grows; posts of a room are sealed and sent in it. */
  order: number
  /** What it says; nothing for a reaction, a pin or a removal. */
  text: string
  /** What it is when it is more than plain words. */
  content?: Content
  /** Not sealed before, so that it can be called off. */
  notBefore?: number
  createdAt: number
  state: 'queued' | 'sending' | 'waiting' | 'failed'
  /** An error code. */
  reason?: string
  seal?: Seal
  /** An old post goes out only after its author says so again. */
  confirmedAt?: number
}

export type CounterRow = { device: string; room: RoomUri; dseq: number; prev: string | null }

export type DeviceRow = {
  person: PersonUri
  keys: CryptoKeyPair
  publicKey: string
  /** Known once the server has enrolled the key. */
  deviceId?: string
}

/** What a person did offline besides posting; the last one per key wins. */
export type IntentRow =
  | { key: string; kind: 'follow' | 'unfollow'; room: RoomUri; stamp: string }
  | { key: string; kind: 'markread'; room: RoomUri; seq: number; generation?: number; stamp: string }
  | { key: string; kind: 'state'; state: ChosenState; stamp: string }

export type PrefRow = {
  label: string
  /** Of the server's last word, which is `content`. */
  seqid: number
  content: string
  /** Written here and not at the server yet. */
  mine?: string
  /** The seqid of the last change that another device made and that is shown here. */
  heard?: number
  /** What the server refused to keep. */
  refused?: string
}
/** A post that a feed has found. */
export type MatchRow = { feed: string; room: RoomUri; seq: number; ts: number }
/** A post that no feed has looked at since it came or changed. */
export type UnheardRow = { room: RoomUri; seq: number }
/** What a feed looks for, and how far it has looked back; without `upTo` to the end. */
export type FeedLook = { sense: string; upTo?: [room: string, seq: number] }
export type OpenRow = { room: RoomUri; openedAt: number }
export type InvitationRow = { inviteId: number; createdOn: string; room: RoomUri }

/** `officer` is not there in what earlier versions kept. */
export type Me = { uri: PersonUri; displayName: string; admin: boolean; officer?: boolean }

export type SavedSession =
  | { state: 'setup-needed' }
  | { state: 'signed-out'; reason?: 'expired' | 'not-provisioned' | 'disabled' }
  | { state: 'signed-in'; me: Me; domain: string; feature: 'on' | 'hidden'; since: string }

export type Settings = {
  language: 'en' | 'ru' | 'auto'
  theme: 'auto' | 'light' | 'dark'
  enterSends: boolean
  reopenRooms: boolean
  /** The first steps of an administrator were seen, and put away. */
  begun?: boolean
  /** The newest first. */
  recentEmoji?: string[]
  /** Be told by a notification of what is about oneself. */
  notify?: boolean
}

/** Single facts, by name. */
export type Facts = {
  session: SavedSession
  /** Whose rows these are, also after the session expired. */
  owner: PersonUri
  presence: PresenceDocument
  hlc: Hlc
  lastInviteId: number
  /** Up to which change this device has asked for the preferences. */
  prefsSeen: number
  feedLooks: Record<string, FeedLook>
  /** What is older (epoch ms, the server's) was told, or needs no telling. */
  toldUpTo: number
  poolUris: string[]
  settings: Settings
  /** May this person create rooms anywhere, as the server last said. */
  mayCreate: boolean
  /** Signed out without network: the server must still be told. */
  owesSignOut: boolean
}
