import { expect, test } from 'vitest'
import { createGroupCommit } from '../../../server/channel/group-commit.ts'

function gate() {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}

test('what arrives while a commit is in flight forms the next commit, in order', async () => {
  const batches: number[][] = []
  const first = gate()
  const started = gate()
  const commits = createGroupCommit<number, number>(
    async (items) => {
      batches.push(items)
      started.open()
      if (batches.length === 1) await first.opened
      return items.map((value) => ({ status: 'fulfilled', value: value * 10 }))
    },
    { maxItems: 3, laneOf: () => 'everyone' },
  )

  const one = commits.add(1)
  await started.opened
  const rest = [2, 3, 4, 5].map((item) => commits.add(item))
  expect(commits.length()).toBe(5)
  first.open()

  expect(await Promise.all([one, ...rest])).toEqual([10, 20, 30, 40, 50])
  expect(batches).toEqual([[1], [2, 3, 4], [5]])
  await commits.settled()
  expect(commits.length()).toBe(0)
})

test('what the sockets bring in one turn goes together, and so does what they bring during the next commit', async () => {
  const batches: number[][] = []
  const commits = createGroupCommit<number, number>(
    async (items) => {
      batches.push(items)
      return items.map((value) => ({ status: 'fulfilled', value }))
    },
    { maxItems: 10, laneOf: () => 'everyone' },
  )

  const one = commits.add(1)
  await Promise.resolve()
  await Promise.all([one, commits.add(2)])
  const three = commits.add(3)
  await new Promise((resolve) => setImmediate(resolve))
  await Promise.all([three, commits.add(4)])

  expect(batches).toEqual([
    [1, 2],
    [3, 4],
  ])
})

test('one refused item does not spoil its batch; a failed commit fails all of it and the next goes on', async () => {
  let round = 0
  const commits = createGroupCommit<string, string>(
    async (items) => {
      round += 1
      if (round === 2) throw new Error('disk')
      return items.map((value) =>
        value === 'bad' ? { status: 'rejected', reason: new Error('bad') } : { status: 'fulfilled', value },
      )
    },
    { maxItems: 10, laneOf: () => 'everyone' },
  )

  const first = await Promise.allSettled([commits.add('good'), commits.add('bad')])
  expect(first.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
  await expect(commits.add('good')).rejects.toThrow('disk')
  expect(await commits.add('good')).toBe('good')
})

test('a commit that fails takes along what waits behind it, so nothing overtakes; what comes later is stored', async () => {
  const stored: number[] = []
  const first = gate()
  let round = 0
  const commits = createGroupCommit<number, number>(
    async (items) => {
      round += 1
      if (round === 1) await first.opened.then(() => Promise.reject(new Error('disk')))
      stored.push(...items)
      return items.map((value) => ({ status: 'fulfilled', value }))
    },
    { maxItems: 2, laneOf: () => 'everyone' },
  )

  const offered = [1, 2, 3, 4, 5].map((item) => commits.add(item))
  const settled = Promise.allSettled(offered)
  await Promise.resolve()
  first.open()
  expect((await settled).map(({ status }) => status)).toEqual(Array(5).fill('rejected'))
  expect(stored).toEqual([])

  await Promise.all([1, 2, 3].map((item) => commits.add(item)))
  expect(stored).toEqual([1, 2, 3])
})

test('[X-14] whoever has thousands waiting waits behind their own, not before everybody else', async () => {
  const batches: string[][] = []
  const first = gate()
  const started = gate()
  const commits = createGroupCommit<string, string>(
    async (items) => {
      batches.push(items)
      started.open()
      if (batches.length === 1) await first.opened
      return items.map((value) => ({ status: 'fulfilled', value }))
    },
    { maxItems: 4, laneOf: (item) => item.split(' ')[0] ?? '' },
  )

  const sent = [commits.add('mallory 1')]
  await started.opened
  for (let number = 2; number <= 9; number += 1) sent.push(commits.add(`mallory ${number}`))
  sent.push(commits.add('ada 1'), commits.add('ada 2'), commits.add('grace 1'))
  expect(commits.lengthOf('mallory')).toBe(9)
  expect(commits.lengthOf('ada')).toBe(2)
  first.open()
  await Promise.all(sent)

  expect(batches).toEqual([
    ['mallory 1'],
    ['mallory 2', 'ada 1', 'grace 1', 'mallory 3'],
    ['mallory 4', 'ada 2', 'mallory 5', 'mallory 6'],
    ['mallory 7', 'mallory 8', 'mallory 9'],
  ])
  expect(commits.lengthOf('mallory')).toBe(0)
})
