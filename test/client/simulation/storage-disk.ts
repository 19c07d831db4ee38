// The disk under a browser profile: stores of rows in the order of their keys, and one transaction after the other
// where they touch the same store. What is not committed when its tab dies was never there.

import { copyOf } from './copy.ts'
import { compareKeys, type Key, type KeyPath, keyAt } from './storage-keys.ts'

export type Row = { key: Key; value: unknown }
export type Index = { name: string; keyPath: KeyPath; unique: boolean; multiEntry: boolean }

export class Shelf {
  readonly name: string
  readonly keyPath: KeyPath
  readonly indexes = new Map<string, Index>()
  rows: Row[] = []

  constructor(name: string, keyPath: KeyPath) {
    this.name = name
    this.keyPath = keyPath
  }

  find(key: Key): { place: number; row: Row | undefined } {
    let [low, high] = [0, this.rows.length]
    while (low < high) {
      const middle = (low + high) >> 1
      const row = this.rows[middle]
      if (row !== undefined && compareKeys(row.key, key) < 0) low = middle + 1
      else high = middle
    }
    const row = this.rows[low]
    return { place: low, row: row !== undefined && compareKeys(row.key, key) === 0 ? row : undefined }
  }

  put(value: unknown): Key {
    const key = keyAt(value, this.keyPath)
    if (key === undefined) throw new DOMException('A row without its key.', 'DataError')
    const { place, row } = this.find(key)
    this.rows.splice(place, row === undefined ? 0 : 1, { key, value: copyOf(value) })
    return key
  }

  /** By the index's keys: what it finds, in order. */
  sorted(index: Index | undefined): { key: Key; primaryKey: Key; value: unknown }[] {
    if (index === undefined) return this.rows.map(({ key, value }) => ({ key, primaryKey: key, value }))
    return this.rows
      .flatMap(({ key: primaryKey, value }) => {
        const key = keyAt(value, index.keyPath)
        return key === undefined ? [] : [{ key, primaryKey, value }]
      })
      .sort((a, b) => compareKeys(a.key, b.key) || compareKeys(a.primaryKey, b.primaryKey))
  }
}

/** What waits for the disk, as the disk sees it. */
export type Waiting = { writes: boolean; scope: ReadonlySet<string>; isStarted: boolean; start(): void }

export class Disk {
  readonly shelves = new Map<string, Shelf>()
  version = 0
  /** No room: what adds rows fails at its commit. */
  isFull = false
  /** Writes to this store get lost: a mutant. */
  forgets: string | undefined
  #waiting: Waiting[] = []

  shelf(name: string): Shelf {
    const shelf = this.shelves.get(name)
    if (shelf === undefined) throw new DOMException(`There is no store ${name}.`, 'NotFoundError')
    return shelf
  }

  enter(transaction: Waiting): void {
    this.#waiting.push(transaction)
    this.#admit()
  }

  leave(transaction: Waiting): void {
    this.#waiting = this.#waiting.filter((other) => other !== transaction)
    this.#admit()
  }

  #admit(): void {
    for (const [place, transaction] of this.#waiting.entries())
      if (
        !transaction.isStarted &&
        !this.#waiting.slice(0, place).some((other) => areInTheWay(other, transaction))
      )
        transaction.start()
  }
}

function areInTheWay(a: Waiting, b: Waiting): boolean {
  return (a.writes || b.writes) && [...a.scope].some((name) => b.scope.has(name))
}
