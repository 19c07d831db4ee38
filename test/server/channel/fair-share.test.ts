import { expect, test } from 'vitest'
import { roomFor, takeInTurns } from '../../../server/channel/fair-share.ts'

const personOf = (post: string) => post.slice(0, 1)

test('what fits one commit goes as it came', () => {
  const queue = ['a1', 'a2', 'b1']
  expect(takeInTurns(queue, 3, personOf)).toEqual(['a1', 'a2', 'b1'])
  expect(queue).toEqual([])
})

test('what does not fit goes in turns, and nobody is overtaken by their own', () => {
  const queue = ['a1', 'a2', 'a3', 'a4', 'b1', 'b2', 'c1']
  expect(takeInTurns(queue, 5, personOf)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2'])
  expect(queue).toEqual(['a3', 'a4'])
})

const MOST = 4096
const COMMIT = 512
const ROUNDS = 30

/** Again and again everybody adds as much as they may, and a commit takes what it can. Who holds how much then? */
function crowd(people: number): { held: number[]; waiting: number } {
  const queue: string[] = []
  const names = Array.from({ length: people }, (_, index) => String.fromCharCode(97 + index))
  const heldBy = (name: string) => queue.filter((post) => post === name).length
  const fill = () => {
    for (const name of names) {
      const more = roomFor({ most: MOST, waiting: queue.length, mine: heldBy(name) })
      queue.push(...Array.from({ length: more }, () => name))
    }
  }
  for (let round = 0; round < ROUNDS; round += 1) {
    fill()
    takeInTurns(queue, COMMIT, personOf)
  }
  fill()
  return { held: names.map(heldBy), waiting: queue.length }
}

test('one alone gets a fifth of the queue, which is more than a commit takes', () => {
  const { waiting } = crowd(1)
  expect(waiting).toBeGreaterThan(COMMIT)
  expect(waiting).toBeLessThanOrEqual(MOST / 5)
})

test.each([2, 5, 10, 20])('%i who all want everything leave room for the next', (people) => {
  const { held, waiting } = crowd(people)
  const left = roomFor({ most: MOST, waiting, mine: 0 })
  expect(waiting).toBeLessThan(MOST)
  expect(left, 'for the next').toBeGreaterThanOrEqual(32)
  expect(Math.max(...held), 'nobody has much more than another').toBeLessThan(3 * Math.min(...held))
})

test('nobody gets less than nothing', () => {
  expect(roomFor({ most: 10, waiting: 10, mine: 9 })).toBe(0)
})
