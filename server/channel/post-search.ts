// Finding posts by what they say, in every room that the caller may read, joined or not. Rights are asked before the
// search and again of what it found; what is answered is a recorded read, like a page of history.

import type { DataOf, ReplyOf } from '#shared/command.ts'
import type { bcsearch } from '#shared/commands/bcsearch.ts'
import { readSigned } from '#shared/post.ts'
import { saidIn } from '#shared/search/said.ts'
import { snippetOf } from '#shared/search/snippet.ts'
import { type Wanted, wantedOf } from '#shared/search/wanted.ts'
import type { RoomUri } from '#shared/uri.ts'
import { searched } from '../compliance/record.ts'
import type { FoundPosts, FoundRow } from '../store/jobs/search.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import { actor, type Endpoint } from './endpoint.ts'
import { permissionsIn, type RoomAccess } from './permissions.ts'
import type { Recorder } from './recorder.ts'

type Question = DataOf<typeof bcsearch>
type Answer = ReplyOf<typeof bcsearch>
type Result = Answer['results'][number]

export type PostSearch = { posts(endpoint: Endpoint, question: Question): Promise<Answer> }

type Deps = { store: Store; access: AccessCache; recorder: Recorder; clock: { now(): number } }

export function createPostSearch({ store, access, recorder, clock }: Deps): PostSearch {
  async function searchable(endpoint: Endpoint, uris: readonly RoomUri[]): Promise<RoomAccess[]> {
    const rooms = await access.rooms(uris)
    return rooms.filter((room) => isSearchable(room, endpoint))
  }

  async function record(endpoint: Endpoint, question: Question, results: readonly Result[]): Promise<void> {
    if (!recorder.isOn()) return
    const read = { at: clock.now(), asked: question }
    const byRoom = Map.groupBy(results, ({ room }) => room)
    const events = [...byRoom].map(([room, found]) =>
      searched(actor(endpoint), { ...read, room, seqs: found.map(({ seq }) => seq) }),
    )
    const none = searched(actor(endpoint), { ...read, room: null, seqs: [] })
    await recorder.record(...(events.length > 0 ? events : [none]))
  }

  return {
    async posts(endpoint, question) {
      const wanted = wantedOf(question)
      const rooms = await searchable(endpoint, question.rooms ?? (await store.enabledRoomUris({})))
      const start = startOf(question.start)
      const found = await store.searchPosts({
        ...{ wanted, has: question.has, order: question.order, limit: question.limit },
        ...{ from: momentOf(question.from), to: momentOf(question.to), authors: question.authors },
        roomIds: [...new Set(rooms.map(({ room }) => room.id))],
        beyond: start?.doc,
      })
      // What may not be read any more by now is not answered.
      const byId = new Map(rooms.map(({ room }) => [room.id, room]))
      const asked = [...new Set(found.rows.flatMap(({ roomId }) => byId.get(roomId)?.uri ?? []))]
      const readable = new Set((await searchable(endpoint, asked)).map(({ room }) => room.id))
      const results = found.rows.flatMap((row) => {
        const room = readable.has(row.roomId) ? byId.get(row.roomId) : undefined
        return room === undefined ? [] : [toResult(row, room, wanted)]
      })
      await record(endpoint, question, results)
      return { results, ...standing(found, start?.shown ?? 0, question.limit) }
    },
  }
}

function isSearchable(access: RoomAccess, endpoint: Endpoint): boolean {
  return access.category.chatHistory && permissionsIn(access, endpoint.principals).has('readHistory')
}

type Start = { doc: number; shown: number }

function startOf(cursor: string | undefined): Start | undefined {
  if (cursor === undefined) return undefined
  const [doc, shown] = cursor.split('-').map(Number)
  return { doc: doc ?? 0, shown: shown ?? 0 }
}

function standing({ count, isCut, last }: FoundPosts, shown: number, limit: number): Omit<Answer, 'results'> {
  return {
    total: shown + count,
    exceededServerLimit: isCut,
    next: last === undefined ? null : `${last}-${shown + limit}`,
  }
}

const momentOf = (iso: string | undefined) => (iso === undefined ? undefined : Date.parse(iso))

function toResult(row: FoundRow, room: RoomAccess['room'], wanted: Wanted): Result {
  const post = readSigned(row.signed)
  const title = post && 'story' in post ? post.story?.title : undefined
  return {
    ...{
      room: room.uri,
      roomName: room.name,
      seq: row.seq,
      ts: new Date(row.ts).toISOString(),
      id: row.id,
      device: row.device,
    },
    author: row.author,
    ...(row.authdisp === null ? {} : { authdisp: row.authdisp }),
    ...(title === undefined ? {} : { title }),
    snippet: snippetOf(wanted, saidIn(post)?.text ?? ''),
  }
}
