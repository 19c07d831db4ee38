// The archive over HTTP: for compliance officers, and for nobody by being anything else.

import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { FoundEvents, ToldConversation, ToldHold } from '#shared/web/compliance.ts'
import type { Manifest } from '../../server/compliance/export.ts'
import { complianceRoutes } from '../../server/web/routes/compliance.ts'
import { conversation } from '../support/conversation.ts'
import { Person } from '../support/person.ts'

type Ask = { path: string; body?: unknown; method?: 'PATCH' }
/** A good one of each route, in an order in which each can be done. */
const asks: Record<string, Ask> = {
  'GET /api/compliance/status': { path: '/api/compliance/status' },
  'GET /api/compliance/events': { path: '/api/compliance/events?words=tide&limit=10' },
  'GET /api/compliance/events/:number': { path: '/api/compliance/events/1' },
  'GET /api/compliance/conversation': { path: '/api/compliance/conversation?room=Harbour' },
  'POST /api/compliance/holds': {
    path: '/api/compliance/holds',
    body: { name: 'Tides', reason: 'A case', person: 'ada' },
  },
  'GET /api/compliance/holds': { path: '/api/compliance/holds' },
  'POST /api/compliance/holds/release': { path: '/api/compliance/holds/release', body: { name: 'Tides' } },
  'POST /api/compliance/retention': {
    path: '/api/compliance/retention',
    body: { room: 'Harbour', days: 30 },
  },
  'GET /api/compliance/retention': { path: '/api/compliance/retention' },
  'POST /api/compliance/retention/clear': {
    path: '/api/compliance/retention/clear',
    body: { room: 'Harbour' },
  },
  'POST /api/compliance/cases': {
    path: '/api/compliance/cases',
    body: { name: 'Mooring', search: { room: 'Harbour' } },
  },
  'GET /api/compliance/cases': { path: '/api/compliance/cases' },
  'GET /api/compliance/cases/:id': { path: '/api/compliance/cases/Mooring' },
  'PATCH /api/compliance/cases/:id': {
    path: '/api/compliance/cases/Mooring',
    body: { search: { words: 'tide' } },
    method: 'PATCH',
  },
  'GET /api/compliance/cases/:id/events': { path: '/api/compliance/cases/Mooring/events?limit=10' },
  'POST /api/compliance/cases/:id/export': {
    path: '/api/compliance/cases/Mooring/export',
    body: { formats: ['jsonl'] },
  },
  'POST /api/compliance/export': {
    path: '/api/compliance/export',
    body: { name: 'harbour', formats: ['csv'], search: { room: 'Harbour' } },
  },
  'POST /api/compliance/cases/:id/close': {
    path: '/api/compliance/cases/Mooring/close',
    body: { holds: 'keep' },
  },
  'POST /api/compliance/interval': { path: '/api/compliance/interval', body: { minutes: 30 } },
}

conversation(
  '[P22.17] every route is for officers; an administrator is none, and one who was is none any more',
  async ({ app, ada, grace, mallory }) => {
    expect(Object.keys(asks).sort()).toEqual(
      complianceRoutes.map(({ method, path }) => `${method} ${path}`).sort(),
    )
    await app.admin('compliance.set', { to: 'on' })
    const root = new Person(app, await app.welcome('root'))
    await ada.joins('Harbour')
    await ada.posts('The tide is in')
    await app.admin('compliance.run')
    for (const person of [grace, mallory, root]) await person.signsIn()
    for (const user of ['grace', 'mallory']) await app.admin('compliance.officer.add', { user })
    expect((await mallory.http('/api/compliance/status')).status).toBe(200)
    await app.admin('compliance.officer.remove', { user: 'mallory' })

    for (const [route, { path, body, method }] of Object.entries(asks)) {
      const refusals = [
        await ada.http(path, body, method),
        await mallory.http(path, body, method),
        await root.http(path, body, method),
      ]
      expect(
        refusals.map(({ status }) => status),
        route,
      ).toEqual([403, 403, 403])
      expect((await grace.http(path, body, method)).status, route).toBe(200)
      const { token } = grace
      grace.token = undefined
      expect((await grace.http(path, body, method)).status, route).toBe(401)
      grace.token = token
    }
    for (const person of [ada, grace])
      expect((await person.http('/api/provisioning')).body).toMatchObject({
        user: { officer: person === grace },
      })
    await app.admin('user.set', { user: 'grace', disabled: true })
    expect((await grace.http('/api/compliance/status')).status).toBe(401)
  },
)

conversation(
  '[P22.17] an officer finds, reads a room as it went, and holds; what they read and did is told of as theirs',
  async ({ app, ada, grace }) => {
    await app.admin('compliance.set', { to: 'on' })
    await app.admin('compliance.officer.add', { user: 'grace' })
    const room = await app.opensRoom('Bridge', { privacy: 'secret', members: [ada.uri] })
    await ada.joins('Bridge')
    for (const chat of ['The tide is in', 'Cast off', 'At low tide again']) await ada.posts(chat)
    await app.admin('compliance.run')
    await grace.signsIn()

    const read = async (path: string) => (await grace.http(`/api/compliance/${path}`)).body
    const found = (await read('events?words=tides&kind=chat&limit=1')) as FoundEvents
    expect(found).toMatchObject({
      events: [{ kind: 'chat', person: { uri: ada.uri, name: 'Ada Lovelace' }, room: { uri: room } }],
      total: { count: 2, isExact: true },
    })
    const older = (await read(`events?words=tides&kind=chat&limit=1&beyond=${found.next}`)) as FoundEvents
    expect(older).toMatchObject({ events: [{ seq: 1 }], next: null })
    const past = (await read('conversation?room=Bridge')) as ToldConversation
    expect(past.events.map(({ kind }) => kind)).toEqual(['room', 'join', 'chat', 'chat', 'chat'])
    expect(past.present).toMatchObject([{ person: ada.uri, partedAt: null }])
    const kept = await read(`events/${older.events[0]?.number}`)
    expect(JSON.parse(String(kept.event))).toEqual(older.events[0])
    expect(kept.checkpoint).toMatchObject({ pool: 'localhost' })

    for (const wrong of [
      'events?limit=201',
      'events?kind=mail',
      'events?from=soon',
      'events?beyond=1',
      'events/0',
    ])
      expect((await grace.http(`/api/compliance/${wrong}`)).status, wrong).toBe(400)
    expect((await grace.http('/api/compliance/conversation?room=Nowhere')).status).toBe(404)
    const hold = { name: 'Tides', reason: 'A case', room: 'Bridge' }
    expect((await grace.http('/api/compliance/holds', hold)).status).toBe(200)
    expect((await grace.http('/api/compliance/holds', hold)).status).toBe(409)
    const { holds } = (await read('holds')) as { holds: ToldHold[] }
    expect(holds).toMatchObject([{ name: 'Tides', by: grace.uri, room, released: null }])

    await app.admin('compliance.run')
    const acts = (await read(`events?person=grace`)) as FoundEvents
    const told = acts.events.map(({ kind, body }) => `${kind} ${body.act}`)
    expect(told.filter((each) => !/^(?:sign-in|account)/.test(each)).reverse()).toEqual([
      ...['admin compliance.search', 'admin compliance.search', 'admin compliance.conversation'],
      'admin compliance.proof',
      'hold add',
    ])
  },
)

conversation(
  '[P22.18] what is found is written down whole, in the formats chosen, each event with its proof, each file with its hash',
  async ({ app, ada, grace }) => {
    const folder = mkdtempSync(join(tmpdir(), 'backchat-export-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    await app.admin('compliance.set', { to: 'on' })
    await ada.joins('Harbour')
    await grace.joins('Bridge')
    for (const person of [ada, grace])
      for (const chat of ['The tide is in', 'Cast off']) await person.posts(chat)
    await app.admin('compliance.run')
    const criteria = { words: 'tide', kinds: ['chat'] }
    const formats = ['jsonl', 'xml', 'csv', 'eml', 'actiance']
    const order = { name: 'tides', folder, formats, ...criteria }
    const manifest = (await app.admin('compliance.export', order)) as Manifest
    expect(manifest).toMatchObject({ backchat: 'archive export', events: 2, criteria, pool: 'localhost' })

    const files = readdirSync(folder).sort()
    expect(manifest.files.map(({ name }) => name).sort()).toEqual(
      files.filter((name) => !name.includes('manifest')),
    )
    const read = (name: string) => readFileSync(join(folder, name))
    for (const { name, bytes, sha256 } of manifest.files) {
      expect(read(name).byteLength, name).toBe(bytes)
      expect(createHash('sha256').update(read(name)).digest('hex'), name).toBe(sha256)
    }
    expect(JSON.parse(read('tides-manifest.json').toString())).toEqual(manifest)
    const lines = (name: string) =>
      read(name)
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line))
    const events = lines(files.find((name) => name.endsWith('.ndjson') && !name.includes('proofs')) ?? '')
    expect(events.map(({ person, room }) => [person.uri, room.name])).toEqual([
      [ada.uri, 'Harbour'],
      [grace.uri, 'Bridge'],
    ])
    const proofs = lines('tides-proofs.ndjson')
    expect(proofs.map(({ event }) => JSON.parse(event))).toEqual(events)
    for (const proof of proofs)
      expect(await app.admin('compliance.proof', { number: proof.number })).toEqual(proof)

    await expect(
      app.admin('compliance.export', { ...order, name: 'none', words: 'nobody said this' }),
    ).rejects.toThrow('finds none')
    expect(readdirSync(folder).sort()).toEqual(files)
    for (const wrong of [{ name: '../up' }, { folder: 'here' }, { formats: ['webhook'] }, { formats: [] }])
      await expect(app.admin('compliance.export', { ...order, ...wrong })).rejects.toMatchObject({
        code: 'InvalidArgument',
      })
    await app.admin('compliance.run')
    const told = (await app.admin('compliance.search', { kinds: ['export'] })) as {
      events: { event: string }[]
    }
    expect(told.events.map(({ event }) => JSON.parse(event).body.changes.name.to)).toEqual(['tides'])
  },
)
