// Cases of a compliance officer over HTTP: a search that is kept, from its opening to its end, each step an event of theirs.

import { expect } from 'vitest'
import type { ShownCase, ToldCase } from '#shared/web/cases.ts'
import type { FoundEvents } from '#shared/web/compliance.ts'
import { conversation } from '../support/conversation.ts'

conversation(
  '[P22.20] a case is opened, looked into, changed, held for and closed; all of it is told of as the officer’s',
  async ({ app, ada, grace }) => {
    await app.admin('compliance.set', { to: 'on' })
    await app.admin('compliance.officer.add', { user: 'grace' })
    await ada.joins('Harbour')
    for (const chat of ['The tide is in', 'Cast off', 'At low tide again']) await ada.posts(chat)
    await app.admin('compliance.run')
    await grace.signsIn()
    const read = async (path: string) => (await grace.http(`/api/compliance/${path}`)).body
    const send = async (path: string, body: unknown, method?: 'PATCH') =>
      (await grace.http(`/api/compliance/${path}`, body, method)).status

    const search = { person: 'ada', room: 'Harbour', words: 'tides', kinds: ['chat'], to: '2999-12-31' }
    const opened = await grace.http('/api/compliance/cases', { name: 'High water', search })
    expect(opened.status).toBe(200)
    expect(await send('cases', { name: 'High water', search: {} })).toBe(409)
    expect(await send('cases', { name: 'Nowhere', search: { room: 'Nowhere' } })).toBe(404)
    const path = `cases/${opened.body.id}`
    const found = (await read(`${path}/events?limit=1`)) as FoundEvents
    expect(found).toMatchObject({ events: [{ seq: 3 }], total: { count: 2, isExact: true } })
    const rest = (await read(`${path}/events?limit=1&beyond=${found.next}`)) as FoundEvents
    expect(rest).toMatchObject({ events: [{ seq: 1 }], next: null })

    const held = { name: 'Tides', reason: 'High water', person: 'ada', case: 'High water' }
    expect(await send('holds', { ...held, case: 'No such case' })).toBe(404)
    expect(await send('holds', held)).toBe(200)
    expect(
      await send(path, { description: 'Who knew?', search: { words: 'cast', kinds: ['chat'] } }, 'PATCH'),
    ).toBe(200)
    const shown = (await read(path)) as ShownCase
    expect(shown).toMatchObject({
      case: { description: 'Who knew?', search: { words: 'cast' }, by: grace.uri, closed: null },
      holds: [{ name: 'Tides', caseId: opened.body.id, released: null }],
    })
    expect(await read(`${path}/events`)).toMatchObject({ total: { count: 1 } })

    expect(await send(`${path}/close`, {})).toBe(400)
    expect((await grace.http(`/api/compliance/${path}/close`, { holds: 'release' })).body).toEqual({
      released: ['Tides'],
    })
    expect(await send(`${path}/close`, { holds: 'keep' })).toBe(400)
    expect(await send(path, { description: '' }, 'PATCH')).toBe(400)
    expect(await send('holds', { ...held, name: 'Late' })).toBe(400)
    const { cases } = (await read('cases')) as { cases: ToldCase[] }
    expect(cases).toMatchObject([{ name: 'High water', closed: { by: grace.uri } }])
    expect(await read(`${path}/events`)).toMatchObject({ total: { count: 1 } })

    await app.admin('compliance.run')
    const acts = (await read('events?person=grace&limit=200')) as FoundEvents
    const told = acts.events.map(({ kind, body, person }) => `${person.name}: ${kind} ${body.act}`)
    expect(told.filter((each) => !/: (?:sign-in|account)/.test(each)).sort()).toEqual([
      ...Array(4).fill('Grace Hopper: admin compliance.case.search'),
      ...['Grace Hopper: case change', 'Grace Hopper: case close', 'Grace Hopper: case open'],
      ...['Grace Hopper: hold add', 'Grace Hopper: hold release'],
    ])
  },
)
