// Finding posts without the server and by it: the same words find the same posts. The server's part is the server's own,
// over a real store; this device holds what that server told it.

import 'fake-indexeddb/auto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Findings, searchPosts, stillThere } from '../../client/actions/search.ts'
import { PATIENCE_MS } from '../../client/actions/search-server.ts'
import { cache } from '../../client/cache/database.ts'
import { takeLost } from '../../client/cache/intake-rooms.ts'
import { offline } from '../../client/sync/refusal.ts'
import { type Asked, openSearchRig, type SearchRig, seqs } from './support/search-rig.ts'

let rig: SearchRig

async function talk({ ada, boris, harbour, bridge, says }: SearchRig): Promise<void> {
  await says(ada, harbour, { chat: 'Созвон перенесли на пятницу, ёлки привезут позже' })
  await says(boris, harbour, { chat: 'Кто был на созвоне? Три корабля стоят у причала.' })
  await says(boris, bridge, { chat: 'The ships are leaving, see https://tides.example/now' })
  await says(ada, bridge, { chat: 'Storm Warning for the night', alert: true })
  await says(ada, harbour, { chat: 'ships and shops', story: { title: 'Созвоны этой зимы' } })
  await says(boris, harbour, { chat: 'ask ada about ships', mentions: [ada.endpoint.person] })
  const wrong = await says(ada, bridge, { chat: 'the crane is broken', alert: true })
  const target = { device: ada.device.id, id: wrong }
  await says(ada, bridge, { kind: 'edit', chat: 'the lift is broken', target })
  const regretted = await says(boris, bridge, { chat: 'ships that nobody should know of' })
  await says(boris, bridge, { kind: 'redact', target: { device: boris.device.id, id: regretted } })
  await says(boris, bridge, { chat: 'a kraken ate the ships' })
  await rig.replaces('kraken', 'Settled with the harbour office.')
}

beforeAll(async () => {
  rig = await openSearchRig()
  await talk(rig)
})
afterAll(async () => {
  await rig.close()
})
beforeEach(async () => {
  rig.answer = rig.fromServer
  await rig.readsAll()
})

async function finds(text: string): Promise<Findings | undefined> {
  const shown: Findings[] = []
  await searchPosts(text, (findings) => shown.push(findings)).begun
  return shown.at(-1)
}

async function findsWhen(state: 'live' | 'offline', text: string): Promise<Findings | undefined> {
  rig.goes(state)
  return await finds(text)
}

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
    ['kraken', []],
    ['settle', ['Bridge 7']],
    ['settle from:boris', []],
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
    rig.goes('live')
    rig.answer = () => new Promise(() => undefined)
    const shown: Findings[] = []
    const search = searchPosts('lift', (findings) => shown.push(findings))
    await rig.clock.pass(PATIENCE_MS - 1)
    expect(shown).toEqual([])
    await rig.clock.pass(1)
    await search.begun
    expect(shown.at(-1)).toMatchObject({ where: 'device', total: 1 })
    rig.answer = () => Promise.reject(Object.assign(new Error('Too much.'), { code: 'LimitExceeded' }))
    await expect(finds('lift')).rejects.toMatchObject({ code: 'LimitExceeded' })
    rig.answer = () => Promise.reject(offline())
    expect(await finds('lift')).toMatchObject({ where: 'device', total: 1 })
  })

  it('shows nothing more once the next key is struck', async () => {
    const shown: Findings[] = []
    rig.goes('live')
    const held = Promise.withResolvers<Asked>()
    const isAsked = Promise.withResolvers<void>()
    rig.answer = async (asked) => {
      isAsked.resolve()
      await held.promise
      return await rig.fromServer(asked)
    }
    const struck = searchPosts('ships', (findings) => shown.push(findings))
    await isAsked.promise
    struck.stop()
    held.resolve({ criteria: '' })
    await struck.begun
    expect(shown).toEqual([])
    rig.answer = rig.fromServer
    expect(await finds('ships')).toMatchObject({ total: 3, where: 'server' })

    rig.goes('offline')
    const looking = searchPosts('ships', (findings) => {
      shown.push(findings)
      looking.stop()
    })
    await looking.begun
    expect(shown).toHaveLength(1)
    expect(shown[0]).toMatchObject({ posts: [], isLooking: true })
    expect(await finds('ships')).toMatchObject({ total: 3, isLooking: false })
  })

  it('on this device leaves out rooms that one may no longer read, and what was removed meanwhile', async () => {
    const before = await findsWhen('offline', 'ships')
    expect(seqs(before)).toContain('Bridge 1')
    await cache.rooms.update(rig.bridge, { permissions: ['view'] })
    expect(seqs(await finds('ships'))).toEqual(['Harbour 4', 'Harbour 3'])
    const [first] = before?.posts ?? []
    await cache.entries
      .where('id')
      .equals(first?.id ?? '')
      .modify({ kind: 'tombstone' } as never)
    expect(seqs(await finds('ships'))).toEqual(['Harbour 3'])
    await takeLost(cache, rig.bridge)
    expect((await stillThere(before?.posts ?? [])).map(({ roomName, seq }) => `${roomName} ${seq}`)).toEqual([
      'Harbour 3',
    ])
  })
})
