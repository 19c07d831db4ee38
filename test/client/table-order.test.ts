// The order of tables, and which rows are shown.

import { expect, test } from 'vitest'
import { fits, inOrder, pressed, type Value } from '../../client/components/table-order.ts'

const sorted = (values: Value[], direction: 'ascending' | 'descending') =>
  inOrder(values, (value) => value, direction)

test('numbers go by size, words as people sort them, and what is not there comes last either way', () => {
  expect(sorted([10, null, 9, 100], 'ascending')).toEqual([9, 10, 100, null])
  expect(sorted([10, null, 9, 100], 'descending')).toEqual([100, 10, 9, null])
  expect(sorted(['room 10', 'Room 9', null, 'été', 'zoo'], 'ascending')).toEqual([
    'été',
    'Room 9',
    'room 10',
    'zoo',
    null,
  ])
})

test('what is equal stays as it came', () => {
  const rows = [
    { name: 'b', at: 1 },
    { name: 'a', at: 1 },
  ]
  for (const direction of ['ascending', 'descending'] as const)
    expect(inOrder(rows, ({ at }) => at, direction)).toEqual(rows)
  expect(inOrder(rows, ({ name }) => name, 'ascending')).toEqual([rows[1], rows[0]])
})

test('a head that is pressed sorts by it, and turns round when it is pressed again', () => {
  const first = pressed({ key: 'at', direction: 'descending' }, 'name')
  expect(first).toEqual({ key: 'name', direction: 'ascending' })
  const second = pressed(first, 'name')
  expect(second).toEqual({ key: 'name', direction: 'descending' })
  expect(pressed(second, 'name')).toEqual(first)
})

test('a row is shown when it has every word, anywhere and in any case', () => {
  const row = ['Crane 4', 'Открыто']
  for (const typed of ['', 'crane', '4 ОТК', 'ran']) expect(fits(row, typed), typed).toBe(true)
  for (const typed of ['cranes', '4 закр']) expect(fits(row, typed), typed).toBe(false)
})
