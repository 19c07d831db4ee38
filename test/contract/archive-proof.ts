// Whoever can write to the archive's database can change it, but not without being found out: each way is tried.

import fc from 'fast-check'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { lastCheckpoint } from '../../server/store/archive/checkpoints.ts'
import { letGoDue } from '../../server/store/archive/retention.ts'
import { setRetention } from '../../server/store/archive/retention-rules.ts'
import { takeEvents } from '../../server/store/archive/take.ts'
import { type ArchiveExam, report, signNow, some } from './archive-fixture.ts'
import { forge } from './archive-forgery.ts'

const EVENTS = 21

export function examineProof(name: string, open: () => Promise<ArchiveExam>): void {
  describe(`${name}: an archive that was tampered with`, () => {
    let exam: ArchiveExam
    beforeEach(async () => {
      exam = await open()
      await takeEvents(exam.db, 'queue', some(1, 9))
      await signNow(exam)
      await takeEvents(exam.db, 'queue', some(10, EVENTS))
      await signNow(exam)
    })
    afterEach(() => exam.close())

    const set = (number: number, change: object) =>
      exam.db.updateTable('events').set(change).where('number', '=', number).execute()

    test('is whole before', async () => {
      expect(await report(exam)).toEqual({ events: EVENTS, gone: 0, checkpoints: 2, findings: [] })
    })

    test.each([
      ['its words', { event: sql`replace(event, 'words 7', 'words 8')` }],
      ['its room, by which it is found', { room: 'ma-chan://q/9' }],
      ['its author', { person: 'sip:eve@q' }],
      ['its time', { at: 5 }],
      ['what it is', { kind: 'react' }],
      ['which post it tells of', { post: 'p8' }],
    ])('an event is changed: %s', async (_, change) => {
      await set(7, change)
      expect((await report(exam)).findings).toEqual([{ what: 'changed', number: 7 }])
    })

    test('[P22.7] any one character of any event is changed: it says which event', async () => {
      const place = fc.record({ number: fc.integer({ min: 1, max: EVENTS }), at: fc.nat(), field: proven })
      await fc.assert(
        fc.asyncProperty(place, async ({ number, at, field }) => {
          const row = await exam.db
            .selectFrom('events')
            .select(field)
            .where('number', '=', number)
            .executeTakeFirstOrThrow()
          await set(number, { [field]: damaged(row[field] ?? '', at) })
          const { findings } = await report(exam)
          await set(number, { [field]: row[field] })
          const said = findings.filter((finding) => 'number' in finding)
          expect(said.some((finding) => finding.number === number || finding.number === number + 1)).toBe(
            true,
          )
        }),
        { numRuns: 40 },
      )
      expect((await report(exam)).findings).toEqual([])
    })

    test('an event is removed, in the middle or at the end', async () => {
      await exam.db.deleteFrom('events').where('number', '=', EVENTS).execute()
      expect((await report(exam)).findings).toEqual([
        { what: 'missing', number: EVENTS },
        { what: 'not what was signed', size: EVENTS },
      ])
      await exam.db.deleteFrom('events').where('number', '=', 7).execute()
      expect((await report(exam)).findings.slice(0, 2)).toEqual([
        { what: 'missing', number: 7 },
        { what: 'not in the chain', number: 8 },
      ])
    })

    test('its end is cut off, with everything that was signed about it', async () => {
      const kept = await lastCheckpoint(exam.db)
      const cut = async (last: number) => {
        await exam.db.deleteFrom('events').where('number', '>', last).execute()
        await exam.db.deleteFrom('checkpoints').where('size', '>', last).execute()
      }
      await cut(EVENTS - 1)
      expect((await report(exam)).findings, 'as far as it can tell by itself').toEqual([])
      expect((await report(exam, kept ? [kept] : [])).findings).toEqual([
        { what: 'missing', number: EVENTS },
        { what: 'not what was signed', size: EVENTS },
        { what: 'gone from the archive', size: EVENTS },
      ])
      await cut(EVENTS - 2)
      expect((await report(exam)).findings).toEqual([{ what: 'missing', number: EVENTS - 1 }])
      await expect(takeEvents(exam.db, 'queue', some(30, 31))).rejects.toThrow('cut off after 19 events')
      await cut(0)
      expect((await report(exam)).findings).toHaveLength(EVENTS - 1)
    })

    test('two events change places', async () => {
      await set(7, { number: 100 })
      await set(8, { number: 7 })
      await set(100, { number: 8 })
      const { findings } = await report(exam)
      expect(findings).toContainEqual({ what: 'misplaced', number: 7 })
      expect(findings).toContainEqual({ what: 'misplaced', number: 8 })
    })

    test('an event is put in, with a hash and a chain of its own', async () => {
      const rows = await exam.db.selectFrom('events').selectAll().orderBy('number').execute()
      await exam.db.deleteFrom('events').where('number', '>', 6).execute()
      const [seventh] = rows.slice(6)
      if (!seventh) throw new Error('There is a seventh.')
      await exam.db
        .insertInto('events')
        .values({ ...seventh, origin: 'forged', post: 'forged' })
        .execute()
      for (const row of rows.slice(6))
        await exam.db
          .insertInto('events')
          .values({ ...row, number: Number(row.number) + 1 })
          .execute()
      const { findings } = await report(exam)
      expect(findings[0]).toEqual({ what: 'changed', number: 7 })
      expect(findings).toContainEqual({ what: 'misplaced', number: 8 })
    })

    test('[P22.5] [P22.6] an event is changed together with all hashes that follow: the tree and the signature tell', async () => {
      await forge(exam.db, 7)
      expect((await report(exam)).findings).toEqual([
        { what: 'not in the tree', number: 7, to: 8 },
        { what: 'not what was signed', size: 9 },
        { what: 'not what was signed', size: EVENTS },
      ])
    })

    test('a checkpoint is signed by somebody else, or says something else', async () => {
      await exam.db.updateTable('checkpoints').set({ sig: 'forged' }).where('size', '=', 9).execute()
      expect((await report(exam)).findings).toEqual([{ what: 'not signed by the pool', size: 9 }])
      await exam.db
        .updateTable('checkpoints')
        .set({ chain: new Uint8Array(32) })
        .where('size', '=', EVENTS)
        .execute()
      expect((await report(exam)).findings).toContainEqual({ what: 'not what was signed', size: EVENTS })
    })

    test('a node of the tree is changed', async () => {
      await exam.db
        .updateTable('nodes')
        .set({ hash: new Uint8Array(32) })
        .where('level', '=', 1)
        .where('pos', '=', 3)
        .execute()
      expect((await report(exam)).findings).toContainEqual({ what: 'not in the tree', number: 7, to: 8 })
    })

    test('a text is gone: retention says so in the archive itself, and nobody else can', async () => {
      await setRetention(exam.db, { scope: { of: 'room', name: 'ma-chan://q/1' }, keepMs: 0 })
      await letGoDue(exam.db, { at: 1_011, by: 'sip:pool@q', limit: 10 })
      expect(await report(exam)).toMatchObject({ gone: 3, findings: [] })
      await set(8, { event: null })
      expect((await report(exam)).findings).toEqual([{ what: 'emptied', number: 8 }])
      await set(7, { hash: new Uint8Array(32) })
      expect((await report(exam)).findings).toContainEqual({ what: 'not in the chain', number: 7 })
      await set(EVENTS + 1, { event: sql`replace(event, '"1 4 7"', '"1-8"')` })
      const { findings } = await report(exam)
      expect(findings).toContainEqual({ what: 'emptied', number: 8 })
      expect(findings).toContainEqual({ what: 'changed', number: EVENTS + 1 })
    })
  })
}

const proven = fc.constantFrom(
  ...(['event', 'hash', 'chain', 'at', 'kind', 'room', 'person', 'post'] as const),
)

function damaged(value: string | number | Uint8Array, at: number): string | number | Uint8Array {
  if (typeof value === 'string') {
    const place = at % Math.max(1, value.length)
    return `${value.slice(0, place)}${value[place] === '~' ? '!' : '~'}${value.slice(place + 1)}`
  }
  if (!(value instanceof Uint8Array)) return Number(value) + 1
  const bytes = Uint8Array.from(value)
  const place = at % bytes.length
  bytes[place] = (bytes[place] ?? 0) ^ (1 + (at % 255))
  return bytes
}
