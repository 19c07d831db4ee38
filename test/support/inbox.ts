// What a connection has heard unasked, in the order it came. Each item is taken once, so that a scene can say
// what comes next, and that nothing else came.

import { within } from './within.ts'

export type Item = Record<string, unknown>

export class Inbox {
  #waiting: Item[] = []
  #bell = Promise.withResolvers<void>()

  #listener: ((item: Item) => void) | undefined

  /** From now on each item is told as it comes, and none waits to be taken. */
  listen(listener: (item: Item) => void): void {
    this.#listener = listener
    for (const item of this.#waiting.splice(0)) listener(item)
  }

  put(items: readonly Item[]): void {
    if (this.#listener) for (const item of items) this.#listener(item)
    else this.#waiting.push(...items)
    this.#bell.resolve()
    this.#bell = Promise.withResolvers()
  }

  /** The oldest item that fits, taken out; waits for one when there is none. */
  take(fits: (item: Item) => boolean, what: string): Promise<Item> {
    return within(this.#take(fits), what)
  }

  /** Everything not taken yet. */
  peek(): readonly Item[] {
    return this.#waiting
  }

  /** What was heard so far is of no interest. */
  clear(): void {
    this.#waiting.length = 0
  }

  async #take(fits: (item: Item) => boolean): Promise<Item> {
    for (;;) {
      const index = this.#waiting.findIndex(fits)
      const [item] = index < 0 ? [] : this.#waiting.splice(index, 1)
      if (item) return item
      await this.#bell.promise
    }
  }
}
