// What is kept, and for how long: rules of retention, holds that win over them, and who was in a room.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { presentDuring } from '../../server/store/archive/attendance.ts'
import { addHold, type Hold, type HoldScope, holds, releaseHold } from '../../server/store/archive/holds.ts'
import { beat, closeOrphans, openLives } from '../../server/store/archive/lives.ts'
import { readEvents } from '../../server/store/archive/read-events.ts'
import { letGoDue } from '../../server/store/archive/retention.ts'
import {
  clearRetention,
  type RetentionScope,
  retentionRules,
  setRetention,
} from '../../server/store/archive/retention-rules.ts'
import { addAdapter, finishRun, planRun, takeLease } from '../../server/store/archive/runs.ts'
import { searchArchive } from '../../server/store/archive/search.ts'
import { type Incoming, takeEvents } from '../../server/store/archive/take.ts'
import { type ArchiveExam, incoming, report, signNow } from './archive-fixture.ts'

const POOL: RetentionScope = { of: 'pool' }
const ANYBODY: HoldScope = { person: null, room: null, from: null, to: null }
const ROOM = 'ma-chan://q/quay'

const hold = (name: string, scope: Partial<HoldScope>): Omit<Hold, 'released'> => ({
  ...{
    id: `id of ${name}`,
    caseId: null,
    name,
    reason: 'A case',
    by: 'sip:officer@q',
    at: 1,
    ...ANYBODY,
    ...scope,
  },
})

/** One event each millisecond, by number. */
function said(changes: Partial<Incoming>[]): Incoming[] {
  return changes.map((change, index) => {
    const body = JSON.stringify({ signed: JSON.stringify({ chat: `words ${index}` }) })
    return incoming(index + 1, { at: index + 1, room: roomOf(ROOM), body, ...change })
  })
}
const roomOf = (uri: string, category = 'Port') => ({
  ...{ uri, name: uri, category, categoryUri: `ma-cat://${category}`, logged: true },
  ...{ description: '', privacy: 'open', type: 'normal' },
})
const by = (name: string) => ({ person: { uri: `sip:${name}@q`, name } })

export function examineKeeping(name: string, open: () => Promise<ArchiveExam>): void {
  let exam: ArchiveExam
  beforeEach(async () => {
    exam = await open()
  })
  afterEach(() => exam.close())

  const left = async () => {
    const rows = await readEvents(exam.db, { after: 0, upTo: 1_000, limit: 1_000 })
    // By their order; what retention itself says is not counted.
    const acts = rows.filter(({ event }) => !event?.includes('"kind":"retention"'))
    return acts.flatMap(({ event }, at) => (event === null ? [] : [at + 1]))
  }
  const wordsOf = async () => {
    const rows = await exam.db.selectFrom('said').select('number').distinct().orderBy('number').execute()
    return rows.map(({ number }) => Number(number))
  }
  const keep = (scope: RetentionScope, keepMs: number | null) => setRetention(exam.db, { scope, keepMs })
  const sweep = (at: number, limit = 1_000) => letGoDue(exam.db, { at, limit, by: 'sip:pool@q' })

  describe(`${name}: retention`, () => {
    test('lets go of texts when they are old enough, no sooner, and the proof goes on', async () => {
      await takeEvents(exam.db, 'queue', said([{}, {}, { room: null }, {}, {}]))
      await signNow(exam)
      await searchArchive(exam.db, { words: 'words', limit: 1 })
      expect(await sweep(1_000), 'no rule, for ever').toEqual([])
      await keep(POOL, 10)
      expect(await sweep(11)).toEqual([])
      expect(await sweep(14)).toEqual([
        { room: null, events: 1, before: 4 },
        { room: ROOM, events: 2, before: 4 },
      ])
      expect(await left()).toEqual([4, 5])
      expect(await wordsOf()).toEqual([4, 5])
      expect(await report(exam)).toMatchObject({ gone: 3, findings: [] })
      const told = (await readEvents(exam.db, { after: 5, upTo: 7, limit: 2 })).map(({ event }) => event)
      expect(told.map((event) => JSON.parse(event ?? '') as object)).toMatchObject([
        { number: 6, kind: 'retention', room: null, body: { act: 'let go', numbers: '3' } },
        { number: 7, kind: 'retention', room: { uri: ROOM }, body: { act: 'let go', numbers: '1-2' } },
      ])
      expect(await sweep(1_000)).toHaveLength(1)
      expect(await report(exam), 'what it says stays').toMatchObject({ events: 8, gone: 5, findings: [] })
      expect(await wordsOf()).toEqual([])
    })

    test('is of the room, else of its category, else of the pool', async () => {
      const rooms = [roomOf('a', 'Port'), roomOf('b', 'Port'), roomOf('c', 'Town'), roomOf('d', 'Town')]
      await takeEvents(exam.db, 'queue', said([{ room: roomOf('e', 'Town') }]))
      const moved = [...rooms, roomOf('e', 'Port')]
      await takeEvents(exam.db, 'another queue', said(moved.map((room) => ({ room }))))
      await keep(POOL, 0)
      await keep({ of: 'category', name: 'ma-cat://Port' }, null)
      await keep({ of: 'room', name: 'b' }, 100)
      await keep({ of: 'room', name: 'd' }, 200)
      expect((await sweep(150)).map(({ room }) => room)).toEqual(['b', 'c'])
      expect((await sweep(250)).map(({ room }) => room)).toEqual(['d'])
      expect(await left()).toEqual([1, 2, 6])
      expect(await clearRetention(exam.db, { of: 'category', name: 'ma-cat://Port' })).toBe(true)
      expect(await clearRetention(exam.db, { of: 'category', name: 'ma-cat://Port' })).toBe(false)
      expect(await retentionRules(exam.db)).toHaveLength(3)
      expect((await sweep(250)).map(({ room }) => room)).toEqual(['a', 'e'])
    })

    test('leaves what an adapter has not taken', async () => {
      await takeEvents(exam.db, 'queue', said([{}, {}, {}]))
      await keep(POOL, 0)
      await addAdapter(exam.db, { name: 'x', format: 'x', options: '{}', folder: null, since: 'beginning' })
      const fence = (await takeLease(exam.db, { holder: 'one', at: 0, forMs: 1_000 })) ?? -1
      await planRun(exam.db, { adapter: 'x', fence, at: 1, limit: 2 })
      expect(await sweep(100)).toEqual([])
      await finishRun(exam.db, { adapter: 'x', to: 2, fence })
      await sweep(100)
      expect(await left()).toEqual([3])
    })

    test('does so much at a time, and the rest the next time', async () => {
      await takeEvents(exam.db, 'queue', said(Array.from({ length: 12 }, () => ({}))))
      await keep(POOL, 0)
      expect(await sweep(100, 5)).toMatchObject([{ events: 5 }])
      expect(await left()).toEqual([6, 7, 8, 9, 10, 11, 12])
      expect(await sweep(100)).toMatchObject([{ events: 7 }])
      expect(await sweep(100)).toEqual([])
    })
  })

  describe(`${name}: a hold`, () => {
    const acts = said([
      ...[by('ada'), by('bob'), { ...by('ada'), room: roomOf('b') }],
      ...[by('eve'), by('ada')],
    ])

    test('[P22.10] wins over retention, until it is released', async () => {
      const covered: [Partial<HoldScope>, number[]][] = [
        [{}, [1, 2, 3, 4, 5]],
        [{ person: 'sip:ada@q' }, [1, 3, 5]],
        [{ room: 'b' }, [3]],
        [{ from: 2, to: 4 }, [2, 3]],
        [{ person: 'sip:ada@q', room: ROOM, from: 2 }, [5]],
        [{ person: 'sip:carol@q', to: 4 }, []],
      ]
      await keep(POOL, 0)
      for (const [at, [scope, kept]] of covered.entries()) {
        await takeEvents(exam.db, `queue ${at}`, acts)
        await addHold(exam.db, { ...hold('case', scope), id: `${at}` })
        await sweep(100)
        expect(
          (await left()).map((number) => number - at * acts.length),
          JSON.stringify(scope),
        ).toEqual(kept)
        await releaseHold(exam.db, { name: 'case', at: 7, by: 'sip:chief@q' })
        await sweep(100)
        expect(await left()).toEqual([])
      }
    })

    test('[P22.10] [P22.11] is one to a name while it is open, and stays on record', async () => {
      expect(await addHold(exam.db, hold('case', { room: 'b' }))).toBe(true)
      expect(await addHold(exam.other, { ...hold('case', {}), id: 'another' })).toBe(false)
      expect(await releaseHold(exam.other, { name: 'other', at: 7, by: 'sip:chief@q' })).toBe(false)
      expect(await releaseHold(exam.other, { name: 'case', at: 7, by: 'sip:chief@q' })).toBe(true)
      expect(await releaseHold(exam.db, { name: 'case', at: 8, by: 'sip:chief@q' })).toBe(false)
      expect(await addHold(exam.db, { ...hold('case', {}), id: 'third', at: 9 })).toBe(true)
      expect(await holds(exam.db)).toEqual([
        { ...hold('case', { room: 'b' }), released: { at: 7, by: 'sip:chief@q' } },
        { ...hold('case', {}), id: 'third', at: 9, released: null },
      ])
    })
  })

  describe(`${name}: who was there`, () => {
    const session = (kind: 'join' | 'part', who: string, at: number): Partial<Incoming> => ({
      ...{ ...by(who), kind, at, body: JSON.stringify({ session: `of ${who}`, service: 'node one' }) },
    })
    const during = async (from: number, to: number) =>
      (await presentDuring(exam.db, { room: ROOM, from, to, limit: 100 })).map(
        ({ person, joinedAt, partedAt }) => [person.slice(4, 7), joinedAt, partedAt],
      )

    test('is told of any moment, whoever said nothing included; each coming and going counts once', async () => {
      const acts = said([
        session('join', 'ada', 10),
        session('part', 'ada', 20),
        session('join', 'bob', 15),
        session('join', 'ada', 30),
        { ...session('join', 'eve', 15), room: roomOf('b') },
      ])
      await takeEvents(exam.db, 'queue', acts)
      await takeEvents(exam.other, 'queue', acts.slice(0, 2))
      expect(await during(0, 100)).toEqual([
        ['ada', 10, 20],
        ['bob', 15, null],
        ['ada', 30, null],
      ])
      expect(await during(21, 30)).toEqual([['bob', 15, null]])
      expect(await during(0, 10)).toEqual([])
      expect(await during(20, 21)).toHaveLength(2)
    })

    test('[P22.16] ends for all whom a service had when it broke off, and goes with retention unless it is held', async () => {
      await takeEvents(exam.db, 'queue', said([session('join', 'ada', 10), session('join', 'bob', 40)]))
      await beat(exam.db, { life: 'node one', at: 20 })
      await beat(exam.db, { life: 'node one', at: 30 })
      await beat(exam.db, { life: 'node two', at: 90 })
      expect(await openLives(exam.other)).toEqual([{ life: 'node one', beats: 2, seenAt: 30 }])
      expect(await closeOrphans(exam.db, 'node two')).toBe(0)
      const closed = [closeOrphans(exam.db, 'node one'), closeOrphans(exam.other, 'node one')]
      expect((await Promise.all(closed)).toSorted()).toEqual([0, 2])
      expect(await openLives(exam.db)).toEqual([])
      const told = (await readEvents(exam.db, { after: 2, upTo: 9, limit: 9 })).map(({ event }) => event)
      expect(told.map((event) => JSON.parse(event ?? '') as object)).toMatchObject([
        {
          kind: 'part',
          at: 30,
          person: { name: 'ada' },
          room: { uri: ROOM, name: ROOM },
          body: { orphan: true },
        },
        { kind: 'part', at: 40, body: { session: 'of bob', service: 'node one', orphan: true } },
      ])
      expect(await during(0, 100)).toEqual([
        ['ada', 10, 30],
        ['bob', 40, 40],
      ])
      await keep(POOL, 0)
      await addHold(exam.db, hold('case', { person: 'sip:ada@q', from: 25 }))
      await sweep(100)
      expect(await during(0, 100)).toEqual([['ada', 10, 30]])
      await releaseHold(exam.db, { name: 'case', at: 7, by: 'sip:chief@q' })
      await sweep(100)
      expect(await during(0, 100)).toEqual([])
    })
  })
}
