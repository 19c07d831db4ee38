import { describe, expect, it } from 'vitest'
import { runsOf } from '#shared/runs.ts'
import { entryRow } from '../../client/cache/entry-rows.ts'
import type { OutboxRow } from '../../client/cache/rows.ts'
import { keepSame } from '../../client/state/same.ts'
import { isStartReached, timelineRows } from '../../client/state/timeline-rows.ts'
import { ADA, BEN, entry, HARBOUR, idOf, tombstone } from './support/cast.ts'

const pending: OutboxRow = {
  id: idOf(99),
  room: HARBOUR,
  order: 1,
  text: 'mine',
  createdAt: 5,
  state: 'queued',
}
const shown = (post: OutboxRow) => ({ state: post.state, canEdit: true })

function excerpt(seqs: number[], posts: OutboxRow[] = []) {
  const entries = seqs.map((seq) => entryRow(HARBOUR, entry(seq, { author: seq % 2 ? BEN : ADA })))
  return { entries, history: { room: HARBOUR, runs: runsOf(seqs) }, pending: posts }
}

describe('timeline rows', () => {
  it('[U12] draw a gap between two saved runs and never glue them', () => {
    const rows = timelineRows(excerpt([3, 4, 9]), ADA, shown)
    expect(rows.map((row) => (row.row === 'gap' ? [row.from, row.to] : row.row))).toEqual([
      'post',
      'post',
      [5, 8],
      'post',
    ])
  })

  it('do not draw a gap below the window', () => {
    const held = excerpt([3, 9, 10])
    const rows = timelineRows({ ...held, entries: held.entries.slice(1) }, ADA, shown)
    expect(rows.map((row) => row.row)).toEqual(['post', 'post'])
  })

  it('keep what is removed in its place, mark mine, and end with what is on its way', () => {
    const held = excerpt([1, 2], [pending])
    const rows = timelineRows(
      { ...held, entries: [...held.entries, entryRow(HARBOUR, tombstone(3))] },
      ADA,
      shown,
    )
    expect(rows.map((row) => row.row)).toEqual(['post', 'post', 'tombstone', 'pending'])
    expect(rows.map((row) => row.row === 'post' && row.mine)).toEqual([false, true, false, false])
  })

  it('keep the key of a post from the keystroke into the log', () => {
    const before = timelineRows(excerpt([1], [pending]), ADA, shown).at(-1)
    const entries = [entryRow(HARBOUR, entry(2, { id: pending.id, author: ADA }))]
    const after = timelineRows({ ...excerpt([2]), entries }, ADA, shown).at(-1)
    expect([before?.row, after?.row, before?.key === after?.key]).toEqual(['pending', 'post', true])
  })

  it('know when the first entry shown is the first there is', () => {
    const held = excerpt([3, 4])
    expect(isStartReached(held)).toBe(false)
    expect(isStartReached({ ...held, history: { ...held.history, floor: 3 } })).toBe(true)
    expect(
      isStartReached({ ...held, entries: held.entries.slice(1), history: { ...held.history, floor: 3 } }),
    ).toBe(false)
  })
})

describe('rows that did not change', () => {
  it('stay the same objects', () => {
    const first = timelineRows(excerpt([1, 2]), ADA, shown)
    const again = keepSame(first, timelineRows(excerpt([1, 2, 3]), ADA, shown), (row) => row.key)
    expect(again.slice(0, 2).map((row, index) => row === first[index])).toEqual([true, true])
    expect(keepSame(first, timelineRows(excerpt([1, 2]), ADA, shown), (row) => row.key)).toBe(first)
    const changed = keepSame(first, timelineRows(excerpt([1, 2]), BEN, shown), (row) => row.key)
    expect(changed[0]).not.toBe(first[0])
  })
})
