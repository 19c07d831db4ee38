// The Compliance service in time: when it runs, whatever the clock does, and that nothing which fails stops the rest.

import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { type Archive, archiveCalls } from '../../../server/compliance/archive-calls.ts'
import type { ArchivedEvent } from '../../../server/compliance/archived.ts'
import { createOrphanWatch } from '../../../server/compliance/orphans.ts'
import {
  type Compliance,
  type ComplianceDeps,
  createCompliance,
  MINUTE_MS,
} from '../../../server/compliance/service.ts'
import { silentLog } from '../../../server/logger.ts'
import { type ArchiveDb, openArchive } from '../../../server/store/archive/open-archive.ts'
import { openStore } from '../../../server/store/open-store.ts'
import type { Store } from '../../../server/store/store.ts'

/** A round of the service comes every two seconds, and the machine may have other work. */
const SOON = { timeout: 15_000 }
const DAY_MS = 24 * 60 * MINUTE_MS
const { privateKey, publicKey } = generateKeyPairSync('ed25519')

let folder: string
let store: Store
let db: ArchiveDb
let clock: number
const services: Compliance[] = []

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backchat-service-'))
  store = await openStore({ dataFolder: folder, onBroken: (fault) => expect.fail(fault.message) })
  db = await openArchive({ file: join(folder, 'archive.sqlite') })
  clock = 1_000 * DAY_MS
  // The first event of each archive here is that.
  await store.setCompliance({ to: 'on', at: 0 })
})
afterEach(async () => {
  for (const each of services.splice(0)) await each.stop()
  await db.destroy()
  await store.close()
  rmSync(folder, { recursive: true })
})

function archive(): Archive {
  const world = { db, log: silentLog, ending: new AbortController() }
  const calls = Object.entries(archiveCalls).map(([name, call]) => [
    name,
    (args: unknown) => (call as (from: object, asked: unknown) => unknown)(world, args),
  ])
  return Object.fromEntries(calls) as Archive
}

function service(changes: Partial<ComplianceDeps> = {}): Compliance {
  const made = createCompliance({
    ...{ store, archive: archive(), pool: 'q', holder: 'one', now: () => clock, log: silentLog },
    ...{ life: 'this one', isAlone: true },
    sign: async (bytes) => ({ kid: 'k', sig: sign(null, bytes, privateKey).toString('base64url') }),
    keys: async () => ({ k: String(publicKey.export({ format: 'jwk' }).x) }),
    ...changes,
  })
  services.push(made)
  return made
}

async function happens(kind: string): Promise<void> {
  const event = {
    at: clock,
    kind,
    room: null,
    person: 'sip:ada@q',
    device: null,
    seq: null,
    post: null,
    body: '{}',
  }
  await store.record({ events: [event] })
}

/** Somebody enters a room, on the server of that life. */
async function comes(life: string): Promise<void> {
  const body = JSON.stringify({ session: `of ${life}`, service: life })
  const where = { room: 'ma-chan://q/quay', person: 'sip:ada@q', device: 'phone', seq: null, post: null }
  await store.record({ events: [{ at: clock, kind: 'join', ...where, body }] })
}

function joinsAndParts() {
  const files = readdirSync(join(folder, 'out'))
  const lines = files.flatMap((name) =>
    readFileSync(join(folder, 'out', name), 'utf8')
      .trimEnd()
      .split('\n'),
  )
  return lines
    .map((line) => JSON.parse(line) as ArchivedEvent)
    .flatMap(({ kind, at, body }) => (kind === 'join' || kind === 'part' ? [[kind, at, body]] : []))
}

/** What stands under a finished name. */
const written = () => readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.ndjson')).length
const addsLines = (compliance: Compliance) =>
  compliance.addAdapter({
    ...{ name: 'lines', format: 'jsonl', options: '{}', folder: join(folder, 'out'), since: 'beginning' },
  })

test('it runs by itself at every interval, and when the clock was put back', async () => {
  const whole = archive()
  const indexSome = vi.fn(whole.indexSome)
  const compliance = service({ archive: { ...whole, indexSome } })
  await addsLines(compliance)
  await compliance.setInterval(30)
  await happens('sign-in')
  compliance.start()
  await expect.poll(written, SOON).toBe(1)
  await expect.poll(() => indexSome.mock.calls.length, SOON).toBeGreaterThan(0)
  await happens('sign-in')
  await compliance.settle()
  expect(written(), 'archived, and not due yet').toBe(1)
  clock += 31 * MINUTE_MS
  await expect.poll(written, SOON).toBe(2)
  await happens('sign-in')
  clock -= DAY_MS
  await expect.poll(written, SOON).toBe(3)
  expect(await compliance.verify()).toMatchObject({ events: 4, checkpoints: 3, findings: [] })
})

test('[P22.7] an end that was cut off is told, and nothing is signed in its place', async () => {
  const compliance = service()
  for (let act = 0; act < 4; act += 1) await happens('sign-in')
  const { checkpoint } = await compliance.run()
  await db.deleteFrom('checkpoints').execute()
  expect((await compliance.verify()).findings).toEqual([{ what: 'gone from the archive', size: 5 }])
  for (const table of ['events', 'nodes'] as const) await db.deleteFrom(table).execute()
  const { findings } = await compliance.verify()
  expect(findings).toContainEqual({ what: 'missing', number: 5 })
  expect(findings).toContainEqual({ what: 'not what was signed', size: 5 })
  await expect(compliance.run()).rejects.toThrow('The archive ends at 0, and 5 events were signed')
  await store.setMeta({ key: 'compliance_checkpoint', value: JSON.stringify({ ...checkpoint, size: 0 }) })
  const elsewhere = checkpoint ? [checkpoint] : []
  expect((await compliance.verify(elsewhere)).findings, 'somebody kept it').toContainEqual({
    ...{ what: 'missing', number: 5 },
  })
})

test('[P22.10] a hold or a rule that is not as the archive tells of it is found', async () => {
  const compliance = service()
  const about = { reason: 'A case', caseId: null, person: null, room: null, from: null, to: null }
  await compliance.addHold({ ...about, id: '1', name: 'The crane', person: 'sip:ada@q' })
  await compliance.addHold({ ...about, id: '2', name: 'The quay', room: 'ma-chan://q/quay', from: 5 })
  await compliance.releaseHold('The quay')
  const room = { of: 'room', name: 'ma-chan://q/quay' } as const
  await compliance.setRetention({ scope: { of: 'pool' }, keepMs: DAY_MS })
  await compliance.setRetention({ scope: room, keepMs: null })
  await compliance.clearRetention(room)
  expect((await compliance.verify()).findings).toEqual([])
  await db.updateTable('holds').set({ person: 'sip:bob@q' }).where('id', '=', '1').execute()
  await db.updateTable('retention').set({ keep_ms: 0 }).execute()
  expect((await compliance.verify()).findings).toEqual([
    { what: 'a hold is not as it was told', of: 'The crane' },
    { what: 'a rule is not as it was told', of: 'pool' },
  ])
  await db.deleteFrom('holds').execute()
  await db.deleteFrom('retention').execute()
  expect((await compliance.verify()).findings).toHaveLength(2)
})

test('what cannot be archived waits, is told of, and is archived once it can', async () => {
  let isAway = true
  const whole = archive()
  const take: Archive['take'] = (args) => (isAway ? Promise.reject(new Error('Away.')) : whole.take(args))
  const indexSome = vi.fn(whole.indexSome)
  const compliance = service({ archive: { ...whole, take, indexSome } })
  await happens('sign-in')
  await expect(compliance.settle()).rejects.toThrow('Away.')
  compliance.start()
  await expect.poll(compliance.condition, SOON).toBe('behind')
  expect(indexSome).not.toHaveBeenCalled()
  expect(await store.complianceBacklog({})).toMatchObject({ events: 2 })
  isAway = false
  expect(await compliance.settle()).toBe(2)
  expect(await store.complianceBacklog({})).toMatchObject({ events: 0 })
})

test('two nodes move and run at once, and each event is archived and written once', async () => {
  const [one, other] = [service(), service({ holder: 'other' })]
  await addsLines(one)
  for (let act = 0; act < 20; act += 1) await happens('sign-in')
  const ran = await Promise.all([one.run(), other.run()])
  const results = ran.map((each) => each.results)
  expect(
    results.filter((each) => each === null),
    'one of them has the lease',
  ).toHaveLength(1)
  expect(results.find((each) => each !== null)).toMatchObject([{ adapter: 'lines', fault: null }])
  expect(await one.verify()).toMatchObject({ events: 21, findings: [] })
})

test('whom a server that died had in its rooms has left, as its successor says before anything else', async () => {
  await comes('the last one')
  await service({ life: 'the last one' }).settle()
  clock += MINUTE_MS
  const next = service()
  await next.addAdapter({
    ...{ name: 'lines', format: 'jsonl', options: '{}', folder: join(folder, 'out'), since: 'beginning' },
  })
  await comes('this one')
  await next.run()
  expect(joinsAndParts()).toEqual([
    ['join', clock - MINUTE_MS, { session: 'of the last one', service: 'the last one' }],
    ['join', clock, { session: 'of this one', service: 'this one' }],
    ['part', clock - MINUTE_MS, { session: 'of the last one', service: 'the last one', orphan: true }],
  ])
})

test('a server that never has time to look gives signs of life all the same', async () => {
  let beats = 0
  const whole = archive()
  const away = () => Promise.reject(new Error('Away.'))
  vi.useFakeTimers({ toFake: ['setInterval', 'performance'] })
  try {
    const beat: Archive['beat'] = async () => {
      beats += 1
    }
    await happens('sign-in')
    service({ archive: { ...whole, beat, take: away } }).start()
    await vi.advanceTimersByTimeAsync(5 * MINUTE_MS)
    expect(beats).toBeGreaterThan(20)
  } finally {
    vi.useRealTimers()
  }
})

test('in a pool only a node without a sign for a minute is dead, whatever the clocks say', async () => {
  let elapsed = 0
  const signs = { beat: 0 }
  const closed: (string | null)[] = []
  const watch = createOrphanWatch({
    archive: {
      beat: async () => {},
      openLives: async () => [
        { life: 'a', beats: null, seenAt: null },
        { life: 'b', beats: signs.beat, seenAt: 5 },
        { life: 'own', beats: 1, seenAt: 5 },
      ],
      closeOrphans: async ({ life }) => closed.push(life),
    },
    ...{ life: 'own', isAlone: false, now: () => clock, elapsed: () => elapsed },
  })
  for (let second = 0; second <= 50; second += 10) {
    elapsed = second * 1_000
    clock += DAY_MS
    signs.beat += 1
    await watch.look()
  }
  expect(closed).toEqual([])
  elapsed = 60_000
  await watch.look()
  expect(closed).toEqual(['a'])
  elapsed = 110_000
  await watch.look()
  expect(closed, 'b was heard of at 50 s').toEqual(['a', 'b'])
})
