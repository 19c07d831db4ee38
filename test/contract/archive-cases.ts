// Cases: a search that is kept, holds that belong to it, and an event for all that becomes of it.

import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  type Case,
  cases,
  changeCase,
  closeCase,
  findCase,
  openCase,
} from '../../server/store/archive/cases.ts'
import { addHold, type Hold, holds } from '../../server/store/archive/holds.ts'
import { readEvents } from '../../server/store/archive/read-events.ts'
import { takeEvents } from '../../server/store/archive/take.ts'
import { type ArchiveExam, incoming, report, signNow } from './archive-fixture.ts'

const OFFICER = 'sip:grace@q'
const opened = (name: string, change: Partial<Case> = {}): Omit<Case, 'closed'> => ({
  ...{ id: `id of ${name}`, name, description: 'Who knew', at: 10, by: OFFICER },
  ...{ search: { person: 'sip:ada@q', from: 5, kinds: ['chat'] }, ...change },
})
const asGrace = { by: OFFICER, called: 'Grace' }
const held = (name: string, caseId: string | null): Omit<Hold, 'released'> => ({
  ...{ id: `id of ${name}`, name, caseId, reason: 'A case', by: OFFICER, at: 11 },
  ...{ person: null, room: null, from: null, to: null },
})

export function examineCases(name: string, open: () => Promise<ArchiveExam>): void {
  let exam: ArchiveExam
  beforeEach(async () => {
    exam = await open()
  })
  afterEach(() => exam.close())

  const told = async () => {
    const rows = await readEvents(exam.db, { after: 0, upTo: 1_000, limit: 1_000 })
    return rows.map(({ event }) => JSON.parse(event ?? '') as { kind: string; body: Record<string, unknown> })
  }
  const acts = async () =>
    (await told()).map(({ kind, body }) => `${kind} ${body.act} ${body.of ?? ''}`.trimEnd())

  describe(`${name}: a case`, () => {
    test('[P22.20] is opened once under its name, and is found by it and by its id', async () => {
      expect(await openCase(exam.db, { ...opened('Tides'), called: 'Grace' })).toBe(true)
      expect(await openCase(exam.other, { ...opened('Tides'), id: 'another', called: 'Grace' })).toBe(false)
      expect(
        await openCase(exam.other, { ...opened('Cranes', { at: 12, search: {} }), called: 'Grace' }),
      ).toBe(true)
      expect(await cases(exam.db)).toEqual([
        { ...opened('Tides'), closed: null },
        { ...opened('Cranes', { at: 12, search: {} }), closed: null },
      ])
      for (const called of ['Tides', 'id of Tides'])
        expect(await findCase(exam.db, called)).toMatchObject({ name: 'Tides' })
      expect(await findCase(exam.db, 'tides')).toBeUndefined()
      expect(await acts()).toEqual(['case open Tides', 'case open Cranes'])
    })

    test('[P22.20] is told of in the transaction of the act, by the name of whoever did it, and provably', async () => {
      await takeEvents(exam.db, 'queue', [incoming(1)])
      await openCase(exam.db, { ...opened('Tides'), called: 'Grace' })
      const search = { person: 'sip:ada@q', words: 'tide', kinds: ['chat', 'edit'] }
      const change = {
        id: 'id of Tides',
        at: 20,
        by: 'sip:eve@q',
        called: 'Eve',
        description: 'Who knew',
        search,
      }
      expect(await changeCase(exam.db, change)).toBe(true)
      expect(await changeCase(exam.db, change), 'nothing is another').toBe(true)
      expect(await changeCase(exam.db, { ...change, id: 'no case' })).toBe(false)
      expect(await findCase(exam.db, 'Tides')).toEqual({ ...opened('Tides', { search }), closed: null })
      expect((await told()).slice(1)).toMatchObject([
        {
          ...{ number: 2, at: 10, kind: 'case', room: null, person: { uri: OFFICER, name: 'Grace' } },
          body: {
            act: 'open',
            changes: {
              description: { from: null, to: 'Who knew' },
              person: { from: null, to: 'sip:ada@q' },
              kinds: { added: ['chat'], removed: [] },
            },
          },
        },
        {
          ...{ number: 3, at: 20, person: { uri: 'sip:eve@q', name: 'Eve' } },
          body: {
            act: 'change',
            of: 'Tides',
            changes: {
              from: { from: 5, to: null },
              words: { from: null, to: 'tide' },
              kinds: { added: ['edit'] },
            },
          },
        },
      ])
      expect(await told()).toHaveLength(3)
      for (const each of [{ ...change, search: {} }, change, { ...change, search: {} }])
        await changeCase(exam.db, each)
      expect(await told(), 'the same, done again in the same moment').toHaveLength(6)
      await signNow(exam)
      expect(await report(exam)).toMatchObject({ events: 6, findings: [] })
    })

    test('[P22.20] is closed once, and its holds are released with it only where that is said', async () => {
      for (const one of ['Tides', 'Cranes']) {
        await openCase(exam.db, { ...opened(one), called: 'Grace' })
        expect(await addHold(exam.db, held(`${one} held`, `id of ${one}`))).toBe(true)
      }
      await addHold(exam.db, held('of no case', null))
      const closing = { at: 30, ...asGrace }
      const closed = { at: 30, by: OFFICER }
      expect(await closeCase(exam.db, { ...closing, id: 'id of Tides', holds: 'keep' })).toEqual({
        released: [],
      })
      const both = [exam.db, exam.other].map((db) =>
        closeCase(db, { ...closing, id: 'id of Cranes', holds: 'release' }),
      )
      expect((await Promise.all(both)).filter(Boolean)).toEqual([{ released: ['Cranes held'] }])
      expect((await holds(exam.db)).map(({ name: hold, released }) => [hold, released])).toEqual([
        ['Cranes held', closed],
        ['Tides held', null],
        ['of no case', null],
      ])
      expect((await acts()).slice(2)).toEqual(['case close Tides', 'case close Cranes', 'hold release'])
      expect((await cases(exam.db)).map((each) => each.closed)).toEqual([closed, closed])
    })

    test('[P22.20] that is closed takes no change and no hold', async () => {
      for (const one of ['Tides', 'Cranes']) await openCase(exam.db, { ...opened(one), called: 'Grace' })
      await closeCase(exam.db, { id: 'id of Tides', at: 30, ...asGrace, holds: 'keep' })
      const change = { at: 31, ...asGrace, description: 'Another', search: {} }
      expect(await changeCase(exam.db, { ...change, id: 'id of Tides' })).toBe(false)
      expect(await changeCase(exam.db, { ...change, id: 'id of Cranes' })).toBe(true)
      expect(await addHold(exam.db, held('late', 'id of Tides'))).toBe(false)
      expect(await addHold(exam.db, held('late', 'id of Cranes'))).toBe(true)
    })
  })
}
