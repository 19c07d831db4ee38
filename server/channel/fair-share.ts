// Who goes next when more wait than one commit takes: everybody's first, then everybody's second, and so on. So
// whoever sends thousands waits behind their own, and somebody's single post is in the next commit.

/** Takes `most` out of the queue, in turns between the lanes; within a lane, and among what stays, order is kept. */
export function takeInTurns<Item>(queue: Item[], most: number, laneOf: (item: Item) => string): Item[] {
  if (queue.length <= most) return queue.splice(0)
  const turns = new Map<string, number>()
  const ranked = queue.map((item) => {
    const turn = (turns.get(laneOf(item)) ?? 0) + 1
    turns.set(laneOf(item), turn)
    return { item, turn }
  })
  const taken = new Set(ranked.toSorted((a, b) => a.turn - b.turn).slice(0, most))
  queue.splice(0, queue.length, ...ranked.filter((each) => !taken.has(each)).map(({ item }) => item))
  return Array.from(taken, ({ item }) => item)
}

/** Nobody may hold more than this part of what is free. */
const PART_OF_FREE = 1 / 4

/**
 * How many more this one may add to a queue that holds so many. One alone gets a fifth of it; the more crowd in, the
 * less each gets, and however many they are, there is room left for the next.
 */
export function roomFor({ most, waiting, mine }: { most: number; waiting: number; mine: number }): number {
  const free = most - waiting
  return Math.max(0, Math.floor((free * PART_OF_FREE - mine) / (1 + PART_OF_FREE)))
}
