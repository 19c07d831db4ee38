// Finding posts without the server and by it: the same words find the same posts. The server's part is the server's own,
// over a real store; this device holds what that server told it.

import 'fake-indexeddb/auto'
import * as v from 'valibot'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { bcsearch } from '#shared/commands/bcsearch.ts'
import { type Findings, searchPosts, stillThere } from '../../client/actions/search.ts'
import { PATIENCE_MS } from '../../client/actions/search-server.ts'
import { cache } from '../../client/cache/database.ts'
import { takePage } from '../../client/cache/intake.ts'
import { takeJoined, takeLost } from '../../client/cache/intake-rooms.ts'
import { takeOwner } from '../../client/cache/owner.ts'
import { memoryLocks, realChance } from '../../client/cache/world.ts'
import { AskedSearch } from '../../client/components/asked-search.ts'
import { core, startCore } from '../../client/sync/core.ts'
import type { Answers, Questions } from '../../client/sync/line.ts'
import { offline } from '../../client/sync/refusal.ts'
import { type ChannelFixture, type Member, openChannelFixture } from '../support/channel-fixture.ts'
import { provisioningFor, room as roomOf } from './support/cast.ts'
import { toyWeb } from './support/toy-web.ts'
import { ToyClock, until } from './support/toy-world.ts'

const ADA = 'sip:ada@localhost'

let server: ChannelFixture
let ada: Member
let boris: Member
let harbour = ''
let bridge = ''
const clock = new ToyClock()

async function says(who: Member, room: string, content: Record<string, unknown>): Promise<string> {
  await server.channel.rooms.join(who.endpoint, room)
  const sealed = who.device.seal({ room, author: who.endpoint.person, content })
  return (await server.channel.posting.post(who.endpoint, sealed)).id
}

async function talk(): Promise<void> {
  await says(ada, harbour, { chat: 'Созвон перенесли на пятницу, ёлки привезут позже' })
  await says(boris, harbour, { chat: 'Кто был на созвоне? Три корабля стоят у причала.' })
  await says(boris, bridge, { chat: 'The ships are leaving, see https://tides.example/now' })
  await says(ada, bridge, { chat: 'Storm Warning for the night', alert: true })
  await says(ada, harbour, { chat: 'ships and shops', story: { title: 'Созвоны этой зимы' } })
  await says(boris, harbour, { chat: 'ask ada about ships', mentions: [ADA] })
  const wrong = await says(ada, bridge, { chat: 'the crane is broken', alert: true })
  const target = { device: ada.device.id, id: wrong }
  await says(ada, bridge, { kind: 'edit', chat: 'the lift is broken', target })
  const regretted = await says(boris, bridge, { chat: 'ships that nobody should know of' })
  await says(boris, bridge, { kind: 'redact', target: { device: boris.device.id, id: regretted } })
}

/** This device reads the rooms, as far as the server lets it. */
async function readsAll(): Promise<void> {
  for (const [uri, name] of [
    [harbour, 'Harbour'],
    [bridge, 'Bridge'],
  ] as const) {
    const page = await server.channel.history.page(ada.endpoint, {
      room: uri,
      mode: 'after',
      seq: 0,
      count: 200,
    })
    await takeJoined(cache, [roomOf(uri, { name, head: page.head })])
    await takePage(cache, { room: uri, ...page }, { backwards: false })
  }
}

type Asked = Questions['search']['ask']
let answer: (asked: Asked) => Promise<Questions['search']['answer']>
const fromServer = (asked: Asked) =>
  server.channel.postSearch.posts(ada.endpoint, v.parse(bcsearch.data, asked))

beforeAll(async () => {
  server = await openChannelFixture()
  ;[ada, boris] = [server.member('ada'), server.member('boris')]
  harbour = await server.room('Harbour')
  bridge = await server.room('Bridge')
  await talk()
  await takeOwner(cache, provisioningFor(ADA), 'first')
  startCore({
    ...{ cache, web: { ...toyWeb(), isReachable: false }.client, tab: 'test' },
    world: { clock, chance: realChance, locks: memoryLocks(), subtle: crypto.subtle },
    dial: () => Promise.reject(new Error('There is no network.')),
    deviceName: () => 'test',
    port: { post: () => undefined, listen: () => undefined },
    // Nobody leads but this test, which answers for the server.
    loadLeader: () => new Promise(() => undefined),
    surroundings: { isOnline: () => false, watch: () => undefined },
  })
  const answers: Partial<Answers> = {
    search: (asked) => answer(asked),
    people: () => Promise.resolve([]),
    find: () => Promise.resolve({ rooms: [], exceeded: false }),
  }
  core().line.lead(answers as Answers)
})
afterAll(async () => {
  await server.close()
})
beforeEach(async () => {
  answer = fromServer
  await readsAll()
})

function goes(state: 'live' | 'offline'): void {
  core().line.publish({ connection: { state } })
}

async function finds(text: string): Promise<Findings | undefined> {
  const shown: Findings[] = []
  await searchPosts(text, (findings) => shown.push(findings)).begun
  return shown.at(-1)
}

async function findsWhen(state: 'live' | 'offline', text: string): Promise<Findings | undefined> {
  goes(state)
  return await finds(text)
}

const seqs = (findings: Findings | undefined) =>
  findings?.posts.map(({ roomName, seq }) => `${roomName} ${seq}`)

describe('the same words find the same posts by the server and on this device', () => {
  it.each([
    ['созв', ['Harbour 3', 'Harbour 2', 'Harbour 1']],
    ['созвонами', ['Harbour 3', 'Harbour 2', 'Harbour 1']],
    ['ЕЛКА', ['Harbour 1']],
    ['ships', ['Harbour 4', 'Harbour 3', 'Bridge 1']],
    ['ships shops', ['Harbour 3']],
    ['"storm warning"', ['Bridge 2']],
    ['"warning storm"', []],
    ['lift', ['Bridge 3']],
    ['crane', []],
    ['ships in:bridge', ['Bridge 1']],
    ['from:boris', ['Harbour 4', 'Bridge 1', 'Harbour 2']],
    ['ships from:me', ['Harbour 3']],
    ['has:link', ['Bridge 1']],
    ['has:story', ['Harbour 3']],
    ['есть:важное', ['Bridge 3', 'Bridge 2']],
    ['has:mention ships', ['Harbour 4']],
    ['ships before:2020', []],
    ['crane OR lift from:nobody-like-this', []],
    ['!!', []],
  ])('%s', async (text, expected) => {
    const [server, device] = [await findsWhen('live', text), await findsWhen('offline', text)]
    expect(seqs(server)).toEqual(expected)
    expect(device).toEqual({ ...server, where: 'device' })
  })
})

describe('a search', () => {
  it('says which names mean nobody, instead of searching without them', async () => {
    const nobody = { posts: [], unknownPeople: ['nemo'], unknownRooms: ['атлантида'] }
    for (const state of ['live', 'offline'] as const)
      expect(await findsWhen(state, 'ships from:nemo in:атлантида')).toMatchObject(nobody)
    expect(await findsWhen('live', 'ships from:boris')).toMatchObject({ total: 2, unknownPeople: [] })
  })

  it('finds whoever wrote here by their name, though no roster that is saved lists them', async () => {
    await cache.rooms.toCollection().modify((row) => {
      delete row.lastPost
    })
    await cache.rosters.clear()
    expect(seqs(await findsWhen('offline', 'ships from:bor'))).toEqual(['Harbour 4', 'Bridge 1'])
  })

  it('turns to the device when the server says nothing, and to nobody when it refuses', async () => {
    goes('live')
    answer = () => new Promise(() => undefined)
    const shown: Findings[] = []
    const search = searchPosts('lift', (findings) => shown.push(findings))
    await clock.pass(PATIENCE_MS - 1)
    expect(shown).toEqual([])
    await clock.pass(1)
    await search.begun
    expect(shown.at(-1)).toMatchObject({ where: 'device', total: 1 })
    answer = () => Promise.reject(Object.assign(new Error('Too much.'), { code: 'LimitExceeded' }))
    await expect(finds('lift')).rejects.toMatchObject({ code: 'LimitExceeded' })
    answer = () => Promise.reject(offline())
    expect(await finds('lift')).toMatchObject({ where: 'device', total: 1 })
  })

  it('shows nothing more once the next key is struck', async () => {
    const shown: Findings[] = []
    goes('live')
    const held = Promise.withResolvers<Asked>()
    const isAsked = Promise.withResolvers<void>()
    answer = async (asked) => {
      isAsked.resolve()
      await held.promise
      return await fromServer(asked)
    }
    const struck = searchPosts('ships', (findings) => shown.push(findings))
    await isAsked.promise
    struck.stop()
    held.resolve({ criteria: '' })
    await struck.begun
    expect(shown).toEqual([])
    answer = fromServer
    expect(await finds('ships')).toMatchObject({ total: 3, where: 'server' })

    goes('offline')
    const looking = searchPosts('ships', (findings) => {
      shown.push(findings)
      looking.stop()
    })
    await looking.begun
    expect(shown).toHaveLength(1)
    expect(shown[0]).toMatchObject({ posts: [], isLooking: true })
    expect(await finds('ships')).toMatchObject({ total: 3, isLooking: false })
  })

  it('that one comes back to stands as it was, with its next page, and one that was broken off begins anew', async () => {
    const asked = vi.fn(fromServer)
    answer = (question) => asked({ ...question, limit: 2 })
    goes('live')
    const first = new AskedSearch()
    first.takeUp('ships')
    await until(() => first.findings !== undefined && !first.isBusy)
    expect(first.findings?.posts).toHaveLength(2)
    first.close()

    const second = new AskedSearch()
    second.takeUp('ships')
    expect(second.findings?.posts).toHaveLength(2)
    expect(asked).toHaveBeenCalledTimes(1)
    second.more()
    await until(() => !second.isBusy)
    expect(second.findings?.posts.map(({ seq }) => seq)).toEqual([4, 3, 1])

    second.takeUp('lift')
    second.leave()
    expect(second.isBusy).toBe(false)
    expect(second.findings?.posts).toHaveLength(3)
    second.resume()
    await until(() => !second.isBusy)
    expect(seqs(second.findings)).toEqual(['Bridge 3'])

    goes('offline')
    second.takeUp('ships in:harbour')
    await until(() => second.findings?.where === 'device')
    expect(second.findings?.isLooking).toBe(true)
    second.leave()
    second.resume()
    await until(() => !second.isBusy)
    expect(second.findings).toMatchObject({ total: 2, isLooking: false })
  })

  it('that is refused shows nothing of the words before', async () => {
    goes('live')
    const search = new AskedSearch()
    search.takeUp('lift')
    await until(() => !search.isBusy)
    expect(search.findings?.total).toBe(1)
    const refusal = Object.assign(new Error('Too much.'), { code: 'LimitExceeded' })
    answer = () => Promise.reject(refusal)
    search.takeUp('lift off')
    await until(() => search.refused !== undefined)
    expect(search.findings).toBeUndefined()
    answer = fromServer
    search.begin()
    await until(() => !search.isBusy)
    expect(search).toMatchObject({ refused: undefined, findings: { total: 0 } })
  })

  it('on this device leaves out rooms that one may no longer read, and what was removed meanwhile', async () => {
    const before = await findsWhen('offline', 'ships')
    expect(seqs(before)).toContain('Bridge 1')
    await cache.rooms.update(bridge, { permissions: ['view'] })
    expect(seqs(await finds('ships'))).toEqual(['Harbour 4', 'Harbour 3'])
    const [first] = before?.posts ?? []
    await cache.entries
      .where('id')
      .equals(first?.id ?? '')
      .modify({ kind: 'tombstone' } as never)
    expect(seqs(await finds('ships'))).toEqual(['Harbour 3'])
    await takeLost(cache, bridge)
    expect((await stillThere(before?.posts ?? [])).map(({ roomName, seq }) => `${roomName} ${seq}`)).toEqual([
      'Harbour 3',
    ])
  })
})
