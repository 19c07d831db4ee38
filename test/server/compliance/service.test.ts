// The Compliance service in time: when it runs, whatever the clock does, and that nothing which fails stops the rest.

import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Archive } from '../../../server/compliance/archive-calls.ts'
import type { ArchivedEvent } from '../../../server/compliance/archived.ts'
import { createOrphanWatch } from '../../../server/compliance/orphans.ts'
import { type Compliance, MINUTE_MS } from '../../../server/compliance/service.ts'
import { ComplianceFixture, DAY_MS } from '../../support/compliance-fixture.ts'

/** A round of the service comes every two seconds, and the machine may have other work. */
const SOON = { timeout: 15_000 }

let made: ComplianceFixture
beforeEach(async () => {
  made = await ComplianceFixture.open()
})
afterEach(() => made.close())

/** Somebody enters a room, on the server of that life. */
async function comes(life: string): Promise<void> {
  const body = JSON.stringify({ session: `of ${life}`, service: life })
  const where = { room: 'ma-chan://q/quay', person: 'sip:ada@q', device: 'phone', seq: null, post: null }
  await made.store.record({ events: [{ at: made.clock, kind: 'join', ...where, body }] })
}

function joinsAndParts() {
  const files = readdirSync(join(made.folder, 'out'))
  const lines = files.flatMap((name) =>
    readFileSync(join(made.folder, 'out', name), 'utf8')
      .trimEnd()
      .split('\n'),
  )
  return lines
    .map((line) => JSON.parse(line) as ArchivedEvent)
    .flatMap(({ kind, at, body }) => (kind === 'join' || kind === 'part' ? [[kind, at, body]] : []))
}

/** What stands under a finished name. */
const written = () => readdirSync(join(made.folder, 'out')).filter((name) => name.endsWith('.ndjson')).length
const addsLines = (compliance: Compliance) =>
  compliance.addAdapter({
    ...{
      name: 'lines',
      format: 'jsonl',
      options: '{}',
      folder: join(made.folder, 'out'),
      since: 'beginning',
    },
  })

test('it runs by itself at every interval, and when the made.clock was put back', async () => {
  const whole = made.archive()
  const indexSome = vi.fn(whole.indexSome)
  const compliance = made.service({ archive: { ...whole, indexSome } })
  await addsLines(compliance)
  await compliance.setInterval(30)
  await made.happens('sign-in')
  compliance.start()
  await expect.poll(written, SOON).toBe(1)
  await expect.poll(() => indexSome.mock.calls.length, SOON).toBeGreaterThan(0)
  await made.happens('sign-in')
  await compliance.settle()
  expect(written(), 'archived, and not due yet').toBe(1)
  made.clock += 31 * MINUTE_MS
  await expect.poll(written, SOON).toBe(2)
  await made.happens('sign-in')
  made.clock -= DAY_MS
  await expect.poll(written, SOON).toBe(3)
  expect(await compliance.verify()).toMatchObject({ events: 4, checkpoints: 3, findings: [] })
})

test('what cannot be archived waits, is told of, and is archived once it can', async () => {
  let isAway = true
  const whole = made.archive()
  const take: Archive['take'] = (args) => (isAway ? Promise.reject(new Error('Away.')) : whole.take(args))
  const indexSome = vi.fn(whole.indexSome)
  const compliance = made.service({ archive: { ...whole, take, indexSome } })
  await made.happens('sign-in')
  await expect(compliance.settle()).rejects.toThrow('Away.')
  compliance.start()
  await expect.poll(compliance.condition, SOON).toBe('behind')
  expect(indexSome).not.toHaveBeenCalled()
  expect(await made.store.complianceBacklog({})).toMatchObject({ events: 2 })
  isAway = false
  expect(await compliance.settle()).toBe(2)
  expect(await made.store.complianceBacklog({})).toMatchObject({ events: 0 })
})

test('two nodes move and run at once, and each event is archived and written once', async () => {
  const [one, other] = [made.service(), made.service({ holder: 'other' })]
  await addsLines(one)
  for (let act = 0; act < 20; act += 1) await made.happens('sign-in')
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
  await made.service({ life: 'the last one' }).settle()
  made.clock += MINUTE_MS
  const next = made.service()
  await next.addAdapter({
    ...{
      name: 'lines',
      format: 'jsonl',
      options: '{}',
      folder: join(made.folder, 'out'),
      since: 'beginning',
    },
  })
  await comes('this one')
  await next.run()
  expect(joinsAndParts()).toEqual([
    ['join', made.clock - MINUTE_MS, { session: 'of the last one', service: 'the last one' }],
    ['join', made.clock, { session: 'of this one', service: 'this one' }],
    ['part', made.clock - MINUTE_MS, { session: 'of the last one', service: 'the last one', orphan: true }],
  ])
})

test('a server that never has time to look gives signs of life all the same', async () => {
  let beats = 0
  const whole = made.archive()
  const away = () => Promise.reject(new Error('Away.'))
  vi.useFakeTimers({ toFake: ['setInterval', 'performance'] })
  try {
    const beat: Archive['beat'] = async () => {
      beats += 1
    }
    await made.happens('sign-in')
    made.service({ archive: { ...whole, beat, take: away } }).start()
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
    ...{ life: 'own', isAlone: false, now: () => made.clock, elapsed: () => elapsed },
  })
  for (let second = 0; second <= 50; second += 10) {
    elapsed = second * 1_000
    made.clock += DAY_MS
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
