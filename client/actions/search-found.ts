// What a search brings, in one shape, whether the server was asked or the copy on this device.

import type { SnippetPart } from '#shared/search/snippet.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'

export type FoundPost = {
  room: RoomUri
  guid: string
  roomName: string
  seq: number
  id: string
  ts: number
  author: PersonUri
  authdisp: string
  title?: string
  snippet: SnippetPart[]
}

export type Findings = {
  /** Newest first. */
  posts: readonly FoundPost[]
  /** How many there are, as far as was counted. */
  total: number
  /** There are more than were counted. */
  isCut: boolean
  hasMore: boolean
  /** The device has a copy of what this person reads; the server has everything. */
  where: 'server' | 'device'
  /** Still at it; more posts may come, all of them older. */
  isLooking: boolean
  /** Names as typed that nobody, and no room, is called. */
  unknownPeople: readonly string[]
  unknownRooms: readonly string[]
}

export type Show = (findings: Findings) => void
/** One page is shown; `more` adds the next below it. */
export type Pages = { more(): Promise<void> }
