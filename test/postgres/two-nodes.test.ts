// Two nodes on one database. They post to the same rooms and send what the other one sent; a room's log stays one
// sequence without holes, with each post in it once, and no post outlives the right by which it was allowed.

import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { CHAIN_START } from '#shared/chain.ts'
import type { AppendItem, AppendOutcome } from '../../server/store/append.ts'
import type { Store } from '../../server/store/store.ts'
import { addCategory, addRoom, append, hex, NOW, newPost, nextChain, stored } from '../contract/examinee.ts'
import { changeRoom } from '../support/room-changes.ts'
import { seededRandom } from '../support/seeded-random.ts'
import { withDatabase } from './fresh-database.ts'

const ROUNDS = 40
const POSTS_PER_ROUND = 6

async function roomsOf(node: Store, count: number): Promise<{ id: number; uri: string }[]> {
  const categoryUri = await addCategory(node, 'Port')
  const rooms: { id: number; uri: string }[] = []
  for (let index = 0; index < count; index += 1)
    rooms.push(await addRoom(node, `Berth ${index}`, { categoryUri }))
  return rooms
}

async function logOf(node: Store, roomId: number) {
  const { rows, head } = await node.page({ roomId, mode: 'after', seq: 0, count: 5_000 })
  expect(rows.map(({ seq }) => seq)).toEqual(Array.from({ length: head }, (_, index) => index + 1))
  return rows
}

test('post to the same rooms at once, and again what the other one posted', () =>
  withDatabase(async (_url, open) => {
    const random = seededRandom()
    console.log(`seed ${random.seed}`)
    const nodes = [await open(), await open()] as const
    const rooms = await roomsOf(nodes[0], 3)
    const sealed: AppendItem[] = []
    const answers = new Map<string, Set<string>>()
    const timesStored = new Map<string, number>()

    const note = (items: AppendItem[], outcomes: AppendOutcome[]) => {
      for (const [index, outcome] of outcomes.entries()) {
        const id = items[index]?.id ?? ''
        const { seq, chain, ts, result } = stored(outcome)
        answers.set(id, (answers.get(id) ?? new Set()).add(`${seq} ${ts} ${hex(chain)}`))
        if (result === 'stored') timesStored.set(id, (timesStored.get(id) ?? 0) + 1)
      }
    }
    const work = async (node: Store, device: string) => {
      for (let round = 0; round < ROUNDS; round += 1) {
        const posts = Array.from({ length: POSTS_PER_ROUND }, () =>
          newPost(rooms[random.below(rooms.length)]?.id ?? 0, { device }),
        )
        sealed.push(...posts)
        // The newest of all, which the other node may be storing at this moment.
        const repeats = Array.from({ length: 4 }, () => sealed[sealed.length - 1 - random.below(9)]).filter(
          (post) => post !== undefined,
        )
        const items = [...posts, ...repeats]
        note(items, await append(node, items, NOW + round))
      }
    }
    await Promise.all([work(nodes[0], 'left'), work(nodes[0], 'left 2'), work(nodes[1], 'right')])

    expect([...answers.values()].map(({ size }) => size)).toEqual(sealed.map(() => 1))
    expect([...timesStored.values()]).toEqual(sealed.map(() => 1))
    const logs = await Promise.all(rooms.map(({ id }) => logOf(nodes[1], id)))
    expect(
      logs
        .flat()
        .map(({ id }) => id)
        .sort(),
    ).toEqual(sealed.map(({ id }) => id).sort())
    for (const rows of logs) {
      let chain = hex(CHAIN_START)
      for (const { seq, signed, id } of rows) {
        chain = nextChain(Buffer.from(chain, 'hex'), seq, signed ?? '')
        expect([...(answers.get(id) ?? [])][0]).toContain(chain)
      }
    }
  }))

test('use one id in two rooms at once: it is a post in one of them', () =>
  withDatabase(async (_url, open) => {
    const nodes = [await open(), await open()]
    const rooms = await roomsOf(nodes[0] as Store, 2)
    for (let round = 0; round < 30; round += 1) {
      const id = randomUUID()
      const outcomes = await Promise.all(
        nodes.map((node, index) =>
          append(node, [
            newPost(rooms[index]?.id ?? 0, { id, signed: '{}' }),
            newPost(rooms[index]?.id ?? 0),
          ]),
        ),
      )
      expect(outcomes.map(([first]) => first?.result).sort()).toEqual(['collision', 'stored'])
      expect(outcomes.map(([, second]) => second?.result)).toEqual(['stored', 'stored'])
    }
    const logs = await Promise.all(rooms.map(({ id }) => logOf(nodes[0] as Store, id)))
    expect(logs.flat()).toHaveLength(3 * 30)
  }))

test('change rights while the other posts: nothing is committed under rights that are gone', () =>
  withDatabase(async (_url, open) => {
    const [poster, keeper] = [await open(), await open()]
    const [room] = await roomsOf(poster, 1)
    if (!room) throw new Error('There is no room.')
    const headAfter: { epoch: number; head: number }[] = []
    const committed: { epoch: number; seq: number }[] = []
    let stale = 0
    let isOver = false

    const posting = async () => {
      let aclEpoch = await poster.aclEpoch({})
      while (!isOver) {
        const result = await poster.append({ aclEpoch, at: NOW, items: [newPost(room.id)] })
        if (result.state === 'stale') {
          stale += 1
          aclEpoch = result.aclEpoch
        } else committed.push({ epoch: aclEpoch, seq: stored(result.outcomes[0]).seq })
      }
    }
    const keeping = async () => {
      for (let change = 0; change < 60; change += 1) {
        const epoch = await changeRoom(keeper, room.uri, { disabled: change % 2 === 0 })
        const { head } = await keeper.page({ roomId: room.id, mode: 'last', seq: 0, count: 1 })
        headAfter.push({ epoch, head })
      }
      isOver = true
    }
    await Promise.all([posting(), posting(), keeping()])

    expect(stale).toBeGreaterThan(0)
    for (const { epoch, head } of headAfter) {
      const late = committed.filter((post) => post.epoch < epoch && post.seq > head)
      expect(late, `posts under rights older than epoch ${epoch}`).toEqual([])
    }
    expect(committed.length).toBeGreaterThan(headAfter.length)
  }))
