// Group commit without timers: what arrives while a commit is in flight forms the next one, so load itself
// makes the batches. The queue is bounded; whoever adds asks first whether there is room. A commit that fails takes
// along what waits behind it: everybody sends the same again, and no later item has overtaken an earlier one.

import { setImmediate as nextTurn } from 'node:timers/promises'
import { takeInTurns } from './fair-share.ts'

export type GroupCommit<Item, Result> = {
  add(item: Item): Promise<Result>
  length(): number
  /** Of one lane. */
  lengthOf(lane: string): number
  /** Resolves when everything added so far is settled. */
  settled(): Promise<void>
}

type Waiting<Item, Result> = {
  item: Item
  resolve: (result: Result) => void
  reject: (error: unknown) => void
}

/** One settled result for each item, in order. */
export type Commit<Item, Result> = (items: Item[]) => Promise<PromiseSettledResult<Result>[]>

export function createGroupCommit<Item, Result>(
  commit: Commit<Item, Result>,
  { maxItems, laneOf }: { maxItems: number; laneOf?: (item: Item) => string },
): GroupCommit<Item, Result> {
  const queue: Waiting<Item, Result>[] = []
  const lanes = new Map<string, number>()
  let running: Promise<void> | undefined
  let inFlight = 0

  function count(item: Item, change: 1 | -1): void {
    if (!laneOf) return
    const lane = laneOf(item)
    const length = (lanes.get(lane) ?? 0) + change
    if (length > 0) lanes.set(lane, length)
    else lanes.delete(lane)
  }

  async function run(): Promise<void> {
    // What came with the first item, in the same look at the sockets, is read by the end of this turn.
    await nextTurn()
    while (queue.length > 0) {
      const batch = laneOf
        ? takeInTurns(queue, maxItems, ({ item }) => laneOf(item))
        : queue.splice(0, maxItems)
      inFlight = batch.length
      try {
        settle(batch, await commit(batch.map((waiting) => waiting.item)))
      } catch (error) {
        batch.push(...queue.splice(0))
        for (const waiting of batch) waiting.reject(error)
      }
      inFlight = 0
      for (const { item } of batch) count(item, -1)
      // What came while the batch was announced still lies in the sockets; the loop looks there between two turns.
      await nextTurn()
      await nextTurn()
    }
    running = undefined
  }

  return {
    add(item) {
      return new Promise((resolve, reject) => {
        queue.push({ item, resolve, reject })
        count(item, 1)
        running ??= run()
      })
    },
    length: () => queue.length + inFlight,
    lengthOf: (lane) => lanes.get(lane) ?? 0,
    async settled() {
      while (running) await running
    },
  }
}

function settle<Item, Result>(batch: Waiting<Item, Result>[], results: PromiseSettledResult<Result>[]): void {
  for (const [index, waiting] of batch.entries()) {
    const result = results[index]
    if (result?.status === 'fulfilled') waiting.resolve(result.value)
    else waiting.reject(result?.reason ?? new Error('A commit answered for fewer items than it was given.'))
  }
}
