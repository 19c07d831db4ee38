// A device of Ada's between a server's own search, over a real store, and a copy of what that server told it.

import * as v from 'valibot'
import { bcsearch } from '#shared/commands/bcsearch.ts'
import type { Findings } from '../../../client/actions/search.ts'
import { cache } from '../../../client/cache/database.ts'
import { takePage } from '../../../client/cache/intake.ts'
import { takeJoined } from '../../../client/cache/intake-rooms.ts'
import { takeOwner } from '../../../client/cache/owner.ts'
import { memoryLocks, realChance } from '../../../client/cache/world.ts'
import { core, startCore } from '../../../client/sync/core.ts'
import type { Answers, Questions } from '../../../client/sync/line.ts'
import { type Member, openChannelFixture } from '../../support/channel-fixture.ts'
import { provisioningFor, room as roomOf } from './cast.ts'
import { toyWeb } from './toy-web.ts'
import { ToyClock } from './toy-world.ts'

export type Asked = Questions['search']['ask']
type Answer = Questions['search']['answer']
export type SearchRig = Awaited<ReturnType<typeof openSearchRig>>

export async function openSearchRig() {
  const server = await openChannelFixture()
  const [ada, boris] = [server.member('ada'), server.member('boris')]
  const [harbour, bridge] = [await server.room('Harbour'), await server.room('Bridge')]
  const clock = new ToyClock()
  await takeOwner(cache, provisioningFor(ada.endpoint.person), 'first')
  startUp(clock)

  async function says(who: Member, room: string, content: Record<string, unknown>): Promise<string> {
    await server.channel.rooms.join(who.endpoint, room)
    const sealed = who.device.seal({ room, author: who.endpoint.person, content })
    const { id } = await server.channel.posting.post(who.endpoint, sealed)
    // In one millisecond two rooms have no order that a copy could tell.
    for (const now = Date.now(); Date.now() === now; );
    return id
  }

  async function reads(uri: string, name: string): Promise<void> {
    const asked = { room: uri, mode: 'after' as const, seq: 0, count: 200 }
    const page = await server.channel.history.page(ada.endpoint, asked)
    await takeJoined(cache, [roomOf(uri, { name, head: page.head })])
    await takePage(cache, { room: uri, ...page }, { backwards: false })
  }

  const rig = {
    ...{ ada, boris, harbour, bridge, clock, says },
    fromServer: async (asked: Asked): Promise<Answer> =>
      await server.channel.postSearch.posts(ada.endpoint, v.parse(bcsearch.data, asked)),
    /** What the server says to a search. */
    answer: (_asked: Asked): Promise<Answer> => Promise.reject(new Error('Nobody has said yet.')),
    goes: (state: 'live' | 'offline') => core().line.publish({ connection: { state } }),
    /** As far as the server lets this device. */
    async readsAll() {
      await reads(harbour, 'Harbour')
      await reads(bridge, 'Bridge')
    },
    /** By an administrator. */
    replaces: async (word: string, replacement: string) => {
      const filter = { words: word, match: 'all' as const, caseSensitive: false }
      await server.channel.moderation.remove({ filter }, replacement)
    },
    close: () => server.close(),
  }
  const answers: Partial<Answers> = {
    search: (asked) => rig.answer(asked),
    people: () => Promise.resolve([]),
    find: () => Promise.resolve({ rooms: [], exceeded: false }),
  }
  core().line.lead(answers as Answers)
  return rig
}

/** Nobody leads but the rig, which answers for the server. */
function startUp(clock: ToyClock): void {
  startCore({
    ...{ cache, web: { ...toyWeb(), isReachable: false }.client, tab: 'test' },
    world: { clock, chance: realChance, locks: memoryLocks(), subtle: crypto.subtle },
    dial: () => Promise.reject(new Error('There is no network.')),
    deviceName: () => 'test',
    port: { post: () => undefined, listen: () => undefined },
    loadLeader: () => new Promise(() => undefined),
    surroundings: { isOnline: () => false, watch: () => undefined },
  })
}

export const seqs = (findings: Findings | undefined) =>
  findings?.posts.map(({ roomName, seq }) => `${roomName} ${seq}`)
