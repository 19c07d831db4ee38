// What is archived of a conversation: just what happened, in its order, once, in every format, and provably.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Verdict } from '../../client/verifier/finding.ts'
import { keysIn } from '../../client/verifier/reading.ts'
import { verifyFiles } from '../../client/verifier/verify.ts'
import type { ArchivedEvent } from '../../server/compliance/archived.ts'
import { archives, eventsIn, FORMATS, run, told } from '../support/archive-scene.ts'
import { conversation } from '../support/conversation.ts'
import type { TestApp } from '../support/start-app.ts'

const DAY_MS = 24 * 60 * 60_000

/** By the verifier that shares nothing with the server, of all but the first event. */
async function provenBeside(app: TestApp, folder: string, to: number): Promise<Verdict> {
  const { file } = await app.admin('compliance.prove', { from: 2, to, folder })
  const keys = keysIn(JSON.stringify(await app.admin('compliance.keys'))) ?? new Map()
  const text = readFileSync(join(folder, String(file)), 'utf8')
  const given = { name: String(file), lines: () => text.trimEnd().split('\n') }
  return verifyFiles([given], { keys, kept: [] })
}

conversation(
  '[P22.4] a conversation is archived as it was, once and in order, in every format, and the archive is proven whole',
  async ({ ada, grace, app }) => {
    const folder = await archives(app, FORMATS)
    await ada.joins('Harbour')
    await grace.joins('Harbour')
    const [first] = await ada.posts('The tide is in')
    const target = { device: ada.deviceId, id: first?.id }
    await ada.sends([ada.seals('The tide is out', { kind: 'edit', target })])
    await run(app)
    await grace.posts('So it is')
    await grace.asks('bccontext', { room: await app.room('Harbour'), last: { count: 10 } })
    await ada.sends([ada.seals('', { kind: 'redact', chat: undefined, target })])
    await run(app)
    expect((await run(app)).moved, 'nothing is left').toBe(0)

    const events = eventsIn(join(folder, 'jsonl'))
    expect(events.map(({ number }) => number)).toEqual(events.map((_, at) => at + 1))
    const inRooms = events.filter(({ room }) => room !== null)
    expect(inRooms.map(told)).toEqual([
      'sip:backchat@localhost room',
      'Ada Lovelace join',
      'Grace Hopper join',
      'Ada Lovelace chat The tide is in',
      'Ada Lovelace edit The tide is out',
      'Grace Hopper chat So it is',
      'Grace Hopper backchat',
      'Ada Lovelace redact',
      'Ada Lovelace erased The tide is in',
      'Ada Lovelace erased The tide is out',
    ])
    for (const format of FORMATS) expect(readdirSync(join(folder, format)).length, format).toBeGreaterThan(1)
    expect(await app.admin('compliance.verify', {})).toMatchObject({ events: events.length, findings: [] })
    const { checkpoint, event } = (await app.admin('compliance.proof', { number: 3 })) as {
      checkpoint: { size: number; pool: string }
      event: string
    }
    expect(JSON.parse(event)).toEqual(events[2])
    expect(checkpoint).toMatchObject({ pool: 'localhost' })
    expect(await provenBeside(app, join(folder, 'proof'), events.length)).toMatchObject({
      ...{ state: 'whole', from: 2, to: events.length },
    })
    const beyond = { from: 1, to: events.length + 1, folder: join(folder, 'proof') }
    await expect(app.admin('compliance.prove', beyond)).rejects.toMatchObject({ code: 'InvalidArgument' })
  },
)

conversation(
  '[P22.3] what becomes of rooms and categories is archived: by whom, and what was before and after',
  async ({ ada, grace, app }) => {
    const folder = await archives(app, ['jsonl'])
    await app.admin('category.add', { name: 'Wharf', allow: ['everyone'] })
    const crane = { name: 'Crane', category: 'Wharf', members: ['ada', 'grace'] }
    const { uri } = await app.admin('room.add', crane)
    await app.admin('room.set', { room: 'Crane', description: 'Lifts', remove: { member: ['grace'] } })
    await app.admin('category.set', { category: 'Wharf', add: { deny: ['ada'] } })
    await run(app)
    await app.admin('room.remove', { room: 'Crane' })
    await app.admin('category.remove', { category: 'Wharf' })
    await run(app)

    const acts = eventsIn(join(folder, 'jsonl')).filter(({ kind }) => kind === 'room' || kind === 'category')
    expect(acts.map(({ kind, room, body }) => [kind, body.act, room?.name ?? null])).toEqual([
      ['category', 'add', null],
      ['room', 'add', 'Crane'],
      ['room', 'change', 'Crane'],
      ['category', 'change', null],
      ['room', 'change', 'Crane'],
      ['room', 'delete', 'Crane'],
      ['category', 'delete', null],
    ])
    expect(acts.map(({ person }) => person.uri)).toEqual(Array(7).fill('sip:backchat@localhost'))
    const changes = acts.map(({ body }) => body.changes)
    expect(changes[2]).toEqual({
      description: { from: '', to: 'Lifts' },
      members: { added: [], removed: [grace.uri] },
    })
    expect(changes[3]).toEqual({ denied: { added: [ada.uri], removed: [] } })
    expect(changes[4]).toEqual({ members: { added: [], removed: [ada.uri] } })
    expect(changes[5]).toMatchObject({
      name: { from: 'Crane', to: null },
      privacy: { from: 'closed', to: null },
    })
    expect(acts[5]?.room?.uri).toBe(uri)
  },
)

conversation(
  '[P22.9] what is kept long enough is let go, unless it is held, and the proof goes on',
  async ({ ada, grace, app }) => {
    await archives(app, [])
    await ada.joins('Harbour')
    await grace.joins('Harbour')
    await ada.posts('The crane fell')
    await grace.posts('It did')
    const held = { name: 'The crane', reason: 'An accident', person: 'ada', room: 'Harbour' }
    await app.admin('compliance.hold.add', held)
    await expect(app.admin('compliance.hold.add', held)).rejects.toMatchObject({ code: 'DataCollision' })
    await app.admin('compliance.retention.set', { room: 'Harbour', days: 1 })
    const found = async (words: string) =>
      ((await app.admin('compliance.search', { words, kinds: ['chat'] })).events as { event: string }[])
        .length
    await run(app)
    expect([await found('crane'), await found('did')]).toEqual([1, 1])

    app.movesClockOn(2 * DAY_MS)
    await run(app)
    expect([await found('crane'), await found('did')], 'what is held stays').toEqual([1, 0])
    await app.admin('compliance.hold.release', { name: 'The crane' })
    await expect(app.admin('compliance.hold.release', { name: 'The crane' })).rejects.toMatchObject({
      code: 'InvalidArgument',
    })
    await run(app)
    expect(await found('crane')).toBe(0)
    await run(app)
    const acts = (await app.admin('compliance.search', { kinds: ['hold', 'retention'] })).events as {
      event: string
    }[]
    expect(acts.map(({ event }) => (JSON.parse(event) as ArchivedEvent).body.act).sort()).toEqual([
      'add',
      'let go',
      'let go',
      'release',
      'set',
    ])
    expect(await app.admin('compliance.verify')).toMatchObject({ findings: [] })
    expect(((await app.admin('compliance.verify')) as { gone: number }).gone).toBeGreaterThan(3)
  },
)
