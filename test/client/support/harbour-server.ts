// A server with one room, the harbour, in which the sign-in sequence of a person succeeds.

import type { LogItem } from '#shared/entry.ts'
import type { Room } from '#shared/room.ts'
import { HARBOUR, room, SERVER_INFO } from './cast.ts'
import { ModelPrefs } from './model-prefs.ts'
import { ServerEnd } from './server-end.ts'

type Category = { name: string; instance: string }
type PageAsked = {
  room: string
  last?: { count: number }
  before?: { seq: number; count: number }
  after?: { seq: number; count: number }
}

export class HarbourServer extends ServerEnd {
  entries: (LogItem & { seq: number })[] = []
  rooms = new Map<string, Room>([[HARBOUR, room(HARBOUR)]])
  followed: string[] = [HARBOUR]
  state: string | undefined
  /** What connections said of whoever is at their keys. */
  readonly activities: string[] = []
  readonly pages: PageAsked[] = []
  readonly prefs = new ModelPrefs()

  constructor() {
    super()
    const document = () => ({
      categories: [
        ...this.followed.map((instance) => ({ name: 'roomSetting', instance })),
        ...(this.state === undefined ? [] : [{ name: 'state', instance: this.state }]),
      ],
      version: this.followed.length,
    })
    this.answers = {
      'cmd:getserverinfo': () => SERVER_INFO,
      'cmd:getassociations': ({ role }: { role: string }) => ({
        rooms: role === 'member' ? this.shown() : [],
      }),
      'cmd:getpresence': document,
      'cmd:setpresence': ({ publish = [], remove = [] }: { publish?: Category[]; remove?: Category[] }) => {
        const gone = new Set(remove.map((category) => category.instance))
        const named = (name: string) => publish.flatMap((each) => (each.name === name ? each.instance : []))
        this.followed = [...this.followed, ...named('roomSetting')].filter((uri) => !gone.has(uri))
        this.state = named('state')[0] ?? this.state
        this.activities.push(...named('activity'))
        return document()
      },
      'cmd:bjoin': ({ rooms }: { rooms: string[] }) => ({
        rooms: this.shown().filter(({ uri }) => rooms.includes(uri)),
        failed: rooms
          .filter((uri) => !this.rooms.has(uri))
          .map((uri) => ({ uri, code: 404, text: 'NoSuchNode' })),
      }),
      'cmd:join': (asked: { room: string }) => ({ room: this.shown().find(({ uri }) => uri === asked.room) }),
      'cmd:part': (asked: { room: string }) => asked,
      'cmd:bccontext': (asked: PageAsked) => this.page(asked),
      'cmd:getinv': () => ({ invitations: [], lastInviteId: 0 }),
      'cmd:markread': ({ room: uri, seq }: { room: string; seq: number }) => ({ room: uri, seq, unread: 0 }),
      ...this.prefs.answers,
      'cmd:chansrch': () => ({ rooms: this.shown(), exceededServerLimit: false }),
    }
  }

  private shown(): Room[] {
    const head = this.entries.at(-1)?.seq ?? 0
    return [...this.rooms.values()].map((held) => (held.uri === HARBOUR ? { ...held, head } : held))
  }

  private page(asked: PageAsked) {
    this.pages.push(asked)
    const { last, before, after } = asked
    const below = this.entries.filter((item) => item.seq < (before?.seq ?? Number.POSITIVE_INFINITY))
    const above = this.entries.filter((item) => item.seq > (after?.seq ?? 0))
    const entries = after
      ? above.slice(0, after.count)
      : below.slice(-(last ?? before ?? { count: 30 }).count)
    return {
      room: asked.room,
      entries,
      amends: [],
      head: this.entries.at(-1)?.seq ?? 0,
      from: entries[0]?.seq ?? 0,
      to: entries.at(-1)?.seq ?? 0,
      complete: after ? entries.length === above.length : entries.length === below.length,
    }
  }
}
