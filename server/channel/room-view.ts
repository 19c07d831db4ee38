// A room as one person may see it: what a reply says of it is made here and nowhere else.

import { readSigned, wordsOf } from '#shared/post.ts'
import type { LastPost, Room, RoomProperties } from '#shared/room.ts'
import type { Principal } from '#shared/uri.ts'
import type { Standing } from '../store/jobs/personal.ts'
import { permissionsIn, type RoomAccess } from './permissions.ts'
import type { Roster } from './roster.ts'

const PREVIEW_CHARS = 200

export function viewProperties(
  { room, category, ...rest }: RoomAccess,
  principals: readonly Principal[],
): RoomProperties {
  return {
    uri: room.uri,
    name: room.name,
    description: room.description,
    category: category.uri,
    privacy: room.privacy,
    type: room.type,
    filePost: category.fileUpload,
    invite: category.invitations && room.invitations,
    logged: category.chatHistory,
    editMinutes: category.editMinutes,
    addIn: room.addIn,
    permissions: [...permissionsIn({ room, category, ...rest }, principals)],
  }
}

/** @param standing absent where the caller may not read */
export function viewRoom(
  access: RoomAccess,
  caller: { principals: readonly Principal[]; standing?: Standing | undefined },
  roster: Roster,
): Room {
  const { uri } = access.room
  const { standing } = caller
  return {
    ...viewProperties(access, caller.principals),
    head: standing?.head ?? 0,
    unread: standing?.unread ?? 0,
    ...(standing ? { read: standing.read, readGeneration: standing.generation } : {}),
    participantCount: roster.count(uri),
    ...(standing?.last ? lastPost(standing.last) : {}),
  }
}

function lastPost(row: NonNullable<Standing['last']>): { lastPost: LastPost } | Record<string, never> {
  const post = row.signed === null ? undefined : readSigned(row.signed)
  const chat = post && 'story' in post ? (post.story?.title ?? '') : wordsOf(post)
  if (chat === '') return {}
  const preview = chat.length > PREVIEW_CHARS ? `${chat.slice(0, PREVIEW_CHARS).toWellFormed()}…` : chat
  return {
    lastPost: {
      seq: Number(row.seq),
      ts: new Date(Number(row.ts)).toISOString(),
      author: row.author,
      ...(row.authdisp === null ? {} : { authdisp: row.authdisp }),
      chat: preview,
    },
  }
}
