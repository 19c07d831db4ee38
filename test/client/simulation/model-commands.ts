// The answers of the model server to commands, by PROTOCOL.md's table P9.

import { XccosError } from '#shared/errors.ts'
import type { RoomUri } from '#shared/uri.ts'
import { SERVER_INFO } from '../support/cast.ts'
import type { ModelPrefs } from '../support/model-prefs.ts'
import { amendsOf, type ModelRoom, type PageAsked, pageOf } from './model-rooms.ts'

type Category = { name: string; instance: RoomUri }

export type Books = {
  rooms: Map<RoomUri, ModelRoom>
  followed: Set<RoomUri>
  presenceVersion: number
  prefs: ModelPrefs
  invitations: { inviteId: number; createdOn: string; room: RoomUri }[]
}
export type Asking = {
  books: Books
  joined: Set<RoomUri>
  /** At most so many posts in a page. */
  pageLimit: number
  tellOthers(id: string, told: object): void
}

function mine(books: Books, uri: RoomUri): ModelRoom {
  const room = books.rooms.get(uri)
  if (room === undefined || !room.isMine) throw new XccosError('NoSuchNode', 'There is no such room.')
  return room
}

function presence({ followed, presenceVersion: version }: Books) {
  return { categories: [...followed].map((instance) => ({ name: 'roomSetting', instance })), version }
}

const answers: Record<string, (asking: Asking, data: never) => unknown> = {
  'cmd:getserverinfo': () => SERVER_INFO,
  'cmd:getassociations': ({ books }, { role }: { role: string }) => ({
    rooms: [...books.rooms.values()]
      .filter((room) => role === 'member' && room.isMine)
      .map((room) => room.block()),
  }),
  'cmd:getpresence': ({ books }) => presence(books),
  'cmd:setpresence': ({ books }, { publish, remove }: { publish: Category[]; remove: Category[] }) => {
    for (const { instance } of publish) books.followed.add(instance)
    for (const { instance } of remove) books.followed.delete(instance)
    books.presenceVersion += 1
    return presence(books)
  },
  'cmd:bjoin': ({ books, joined }, { rooms }: { rooms: RoomUri[] }) => {
    const [open, failed] = [rooms.filter((uri) => books.rooms.get(uri)?.isMine), new Set(rooms)]
    for (const uri of open) {
      failed.delete(uri)
      joined.add(uri)
    }
    return {
      rooms: open.map((uri) => mine(books, uri).block()),
      failed: [...failed].map((uri) => ({ uri, code: 404, text: 'NoSuchNode' })),
    }
  },
  'cmd:join': ({ books, joined }, { room }: { room: RoomUri }) => {
    const block = mine(books, room).block()
    joined.add(room)
    return { room: block }
  },
  'cmd:part': ({ joined }, { room }: { room: RoomUri }) => {
    if (!joined.delete(room)) throw new XccosError('UserNotJoined', 'Join first.')
    return { room }
  },
  'cmd:bccontext': ({ books, pageLimit }, asked: PageAsked) =>
    pageOf(mine(books, asked.room), asked, pageLimit),
  'cmd:bcamends': ({ books, pageLimit }, asked: { room: RoomUri; after: number }) =>
    amendsOf(mine(books, asked.room), asked.after, pageLimit),
  'cmd:getinv': ({ books }, { inviteId }: { inviteId: number }) => ({
    invitations: books.invitations
      .filter((invitation) => invitation.inviteId > inviteId && books.rooms.get(invitation.room)?.isMine)
      .map((invitation) => ({ ...invitation, room: mine(books, invitation.room).block() })),
    lastInviteId: books.invitations.at(-1)?.inviteId ?? 0,
  }),
  'cmd:getprefs': ({ books }, asked: { after: number }) => books.prefs.answers['cmd:getprefs'](asked),
  'cmd:getpref': ({ books }, asked: { label: string }) => books.prefs.answers['cmd:getpref'](asked),
  'cmd:setpref': ({ books }, asked: { label: string; content: string }) =>
    books.prefs.answers['cmd:setpref'](asked),
  'cmd:markread': ({ books, tellOthers }, asked: { room: RoomUri; seq: number }) => {
    const room = mine(books, asked.room)
    room.marker = Math.max(room.marker, Math.min(asked.seq, room.log.length))
    const marker = { room: room.uri, seq: room.marker, unread: room.unread() }
    tellOthers('ntc:markread', marker)
    return marker
  },
}

export function obey(asking: Asking, id: string, data: unknown): unknown {
  const answer = answers[id]
  if (answer === undefined) throw new XccosError('MsgNotSupported', `The model does not know ${id}.`)
  return answer(asking, data as never)
}
