// A few letters find the room, in either layout.

import { describe, expect, it } from 'vitest'
import { fitOf, otherLayout, rank } from '../../../client/components/fuzzy.ts'
import { roomBeside } from '../../../client/components/room-beside.ts'

const rooms = ['Ops', 'Berth planning', 'Crane 4 maintenance', 'Координация смены', 'Ёлка'].map((name) => ({
  name,
  unread: 0,
}))
const first = (query: string) => rank(query, rooms)[0]?.name

describe('finding', () => {
  it.each([
    ['ops', 'Ops'],
    ['щзы', 'Ops'],
    ['plan', 'Berth planning'],
    ['c4m', 'Crane 4 maintenance'],
    ['смен', 'Координация смены'],
    ['cvty', 'Координация смены'],
    ['елка', 'Ёлка'],
  ])('%s finds %s', (query, name) => {
    expect(first(query)).toBe(name)
  })

  it('finds nothing where letters are missing', () => {
    expect(fitOf('opsx', 'Ops')).toBeUndefined()
    expect(rank('zzzz', rooms)).toEqual([])
  })

  it('prefers the beginning of the name to the middle, and the middle to scattered letters', () => {
    const names = ['Great planning', 'Planning', 'Pale lanes']
    expect(
      rank(
        'plan',
        names.map((name) => ({ name, unread: 0 })),
      ).map((room) => room.name),
    ).toEqual(['Planning', 'Great planning', 'Pale lanes'])
  })

  it('puts unread rooms first among equals', () => {
    expect(
      rank('', [
        { name: 'a', unread: 0 },
        { name: 'b', unread: 3 },
      ])[0]?.name,
    ).toBe('b')
  })

  it('switches layouts there and back', () => {
    expect(otherLayout(otherLayout('привет ops'))).toBe('привет ops')
  })
})

describe('walking the list', () => {
  const list = [
    { guid: 'a', unread: 0 },
    { guid: 'b', unread: 2 },
    { guid: 'c', unread: 0 },
    { guid: 'd', unread: 1 },
  ]
  const walk = (from: string | undefined, step: 1 | -1, unread = false) =>
    roomBeside(list, from, { step, unread })

  it('goes on, back and round the ends', () => {
    expect(walk('a', 1)).toBe('b')
    expect(walk('a', -1)).toBe('d')
    expect(walk('d', 1)).toBe('a')
  })

  it('begins at an end when no room is open', () => {
    expect(walk(undefined, 1)).toBe('a')
    expect(walk(undefined, -1)).toBe('d')
  })

  it('skips what is read when asked to', () => {
    expect(walk('b', 1, true)).toBe('d')
    expect(walk('d', 1, true)).toBe('b')
    expect(roomBeside([{ guid: 'a', unread: 0 }], 'a', { step: 1, unread: true })).toBeUndefined()
  })
})
