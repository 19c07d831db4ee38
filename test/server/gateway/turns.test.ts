import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { createTurns } from '../../../server/gateway/turns.ts'

test('a person has four commands under way, the others wait in order, and nobody else waits with them', async () => {
  const inTurn = createTurns()
  const begun: string[] = []
  const ends: (() => void)[] = []
  const work = (name: string) => () => {
    begun.push(name)
    return new Promise<string>((resolve) => ends.push(() => resolve(name)))
  }
  const asked = Array.from({ length: 7 }, (_, index) => inTurn('ada', work(`ada ${index}`)))
  const grace = inTurn('grace', work('grace'))
  await turn()
  expect(begun).toEqual(['ada 0', 'ada 1', 'ada 2', 'ada 3', 'grace'])

  ends[1]?.()
  await turn()
  expect(begun.slice(5)).toEqual(['ada 4'])

  for (let each = 0; each < 3; each += 1) {
    for (const end of ends) end()
    await turn()
  }
  expect(await Promise.all(asked)).toEqual(Array.from({ length: 7 }, (_, index) => `ada ${index}`))
  expect(await grace).toBe('grace')
})

test('a command that fails gives its turn on', async () => {
  const inTurn = createTurns()
  const asked = Array.from({ length: 9 }, (_, index) =>
    inTurn('ada', () => (index < 8 ? Promise.reject(new Error('no')) : Promise.resolve('at last'))),
  )
  const settled = await Promise.allSettled(asked)
  expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(8)
  expect(settled.at(-1)).toEqual({ status: 'fulfilled', value: 'at last' })
})
