// Who runs adapters, and over what: one node at a time, each event in one run, the same run until it succeeds.

import { beforeEach, describe, expect, test } from 'vitest'
import {
  adapters,
  addAdapter,
  failRun,
  finishRun,
  LeaseLost,
  openRuns,
  planRun,
  removeAdapter,
  takeLease,
} from '../../server/store/archive/runs.ts'
import { takeEvents } from '../../server/store/archive/take.ts'
import { type ArchiveExam, signNow, some } from './archive-fixture.ts'

const MINUTE = 60_000
const xml = { name: 'xml', format: 'xml', options: '{}', folder: '/out', since: 'beginning' as const }

export function examineRuns(name: string, examOf: () => ArchiveExam): void {
  describe(`${name}: adapters and their runs`, () => {
    let exam: ArchiveExam
    let fence: number
    beforeEach(async () => {
      exam = examOf()
      await takeEvents(exam.db, 'queue', some(1, 10))
      await signNow(exam)
      await addAdapter(exam.db, xml)
      fence = (await takeLease(exam.db, { holder: 'one', at: 0, forMs: MINUTE })) ?? -1
    })
    const plan = (more = {}) => planRun(exam.db, { adapter: 'xml', fence, at: 5, limit: 4, ...more })

    test('each event is in one run, and a run is the same until it has succeeded', async () => {
      expect(await plan()).toEqual({ adapter: 'xml', from: 1, to: 4, plannedAt: 5, attempts: 1, fault: null })
      await failRun(exam.db, { adapter: 'xml', fault: 'No room.', fence })
      await takeEvents(exam.db, 'queue', some(11, 12))
      await signNow(exam)
      await takeEvents(exam.db, 'queue', some(13, 14))
      expect(await plan({ at: 9, limit: 100 })).toEqual({
        ...{ adapter: 'xml', from: 1, to: 4, plannedAt: 5, attempts: 2, fault: 'No room.' },
      })
      await finishRun(exam.db, { adapter: 'xml', to: 4, fence })
      expect(await openRuns(exam.db)).toEqual([])
      expect(await plan({ limit: 100 })).toMatchObject({ from: 5, to: 12, attempts: 1, fault: null })
      await finishRun(exam.db, { adapter: 'xml', to: 12, fence })
      expect(await plan()).toBeUndefined()
    })

    test('adapters go each at their own pace, and one that comes later may begin with what comes', async () => {
      expect(await addAdapter(exam.db, { ...xml, name: 'csv', since: 'now' })).toBe(true)
      expect(await addAdapter(exam.db, { ...xml, name: 'csv' }), 'the name is taken').toBe(false)
      expect((await adapters(exam.db)).map(({ name: own, taken }) => [own, taken])).toEqual([
        ['csv', 10],
        ['xml', 0],
      ])
      expect(await planRun(exam.db, { adapter: 'csv', fence, at: 5, limit: 4 })).toBeUndefined()
      await plan()
      expect(await removeAdapter(exam.db, { name: 'xml' })).toBe(true)
      expect(await removeAdapter(exam.db, { name: 'xml' })).toBe(false)
      expect(await openRuns(exam.db)).toEqual([])
    })

    test('whoever lost the lease changes nothing any more', async () => {
      const take = (holder: string, at: number) => takeLease(exam.other, { holder, at, forMs: MINUTE })
      await plan()
      expect(await take('two', MINUTE - 1), 'it is held').toBeUndefined()
      expect(await takeLease(exam.db, { holder: 'one', at: MINUTE - 1, forMs: MINUTE }), 'renewed').toBe(
        fence,
      )
      expect(await take('two', 2 * MINUTE - 2)).toBeUndefined()
      const other = (await take('two', 2 * MINUTE)) ?? -1
      expect(other).toBeGreaterThan(fence)
      await expect(finishRun(exam.db, { adapter: 'xml', to: 4, fence })).rejects.toThrow(LeaseLost)
      await expect(failRun(exam.db, { adapter: 'xml', fault: 'x', fence })).rejects.toThrow(LeaseLost)
      await expect(plan()).rejects.toThrow(LeaseLost)
      expect(await planRun(exam.other, { adapter: 'xml', fence: other, at: 7, limit: 100 })).toMatchObject({
        ...{ from: 1, to: 4, plannedAt: 5, attempts: 2 },
      })
    })
  })
}
