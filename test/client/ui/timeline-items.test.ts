// Days, groups and the unread line, worked out from rows.

import { describe, expect, it } from 'vitest'
import { GROUP_MS, layOut, type TimelineItem } from '../../../client/components/timeline-items.ts'
import type { TimelineRow } from '../../../client/state/timeline-rows.ts'

const DAY_MS = 86_400_000
const dayOf = (ts: number) => Math.floor(ts / DAY_MS) * DAY_MS
const NOON = 20_000 * DAY_MS + DAY_MS / 2

function post(seq: number, author: string, ts: number): TimelineRow {
  const mine = author === 'me'
  return {
    row: 'post',
    key: `p${seq}`,
    seq,
    id: `p${seq}`,
    author,
    authdisp: author,
    mine,
    text: 'x',
    ts,
    alert: false,
  }
}
const gap: TimelineRow = { row: 'gap', key: 'g', from: 5, to: 9 }
const none = new Map<string, TimelineItem>()
const known = (items: TimelineItem[]) => new Map(items.map((item) => [item.row.key, item]))
const leads = (rows: TimelineRow[]) =>
  layOut(rows, { startReached: true, dayOf }, none).map((item) => item.lead)

describe('groups', () => {
  it('joins posts of one author within five minutes', () => {
    expect(leads([post(1, 'ada', NOON), post(2, 'ada', NOON + GROUP_MS - 1)])).toEqual([true, false])
  })

  it('begins anew after five minutes, with another author, over a gap and on another day', () => {
    expect(leads([post(1, 'ada', NOON), post(2, 'ada', NOON + GROUP_MS)])).toEqual([true, true])
    expect(leads([post(1, 'ada', NOON), post(2, 'bo', NOON)])).toEqual([true, true])
    expect(leads([post(1, 'ada', NOON), gap, post(10, 'ada', NOON)])).toEqual([true, true, true])
    const midnight = dayOf(NOON) + DAY_MS
    expect(leads([post(1, 'ada', midnight - 1000), post(2, 'ada', midnight)])).toEqual([true, true])
  })

  it('joins my waiting post to my sent one', () => {
    const waiting: TimelineRow = {
      ...{ row: 'pending', key: 'w', id: 'w', text: 'x', state: 'queued', canEdit: true },
      createdAt: NOON + 1000,
    }
    expect(leads([post(1, 'me', NOON), waiting])).toEqual([true, false])
  })
})

describe('lines', () => {
  it('draws each day once, also across a gap', () => {
    const items = layOut(
      [post(1, 'ada', NOON), gap, post(10, 'ada', NOON + 1), post(11, 'ada', NOON + DAY_MS)],
      {
        ...{ startReached: false, dayOf },
      },
      none,
    )
    expect(items.map((item) => item.day)).toEqual([dayOf(NOON), undefined, undefined, dayOf(NOON) + DAY_MS])
  })

  it('draws the unread line above its post and starts a group there', () => {
    const rows = [post(1, 'ada', NOON), post(2, 'ada', NOON + 1), post(3, 'ada', NOON + 2)]
    const items = layOut(rows, { unread: { seq: 2, count: 2 }, startReached: false, dayOf }, none)
    expect(items.map((item) => item.unread)).toEqual([undefined, 2, undefined])
    expect(items.map((item) => item.lead)).toEqual([true, true, false])
  })
})

describe('identity', () => {
  it('keeps the objects of rows that did not change, and only those', () => {
    const rows = [post(2, 'ada', NOON), post(3, 'ada', NOON + 1)]
    const layout = { startReached: false, dayOf }
    const first = layOut(rows, layout, none)
    const second = layOut([post(1, 'ada', NOON - 1), ...rows, post(4, 'bo', NOON + 2)], layout, known(first))
    expect(second[2]).toBe(first[1])
    // It is no longer the first of its group, nor of its day.
    expect(second[1]).not.toBe(first[0])
  })
})
