// Stores, indexes and cursors of the model storage: what is asked of them waits in their transaction.

import { copyOf } from './copy.ts'
import type { Index, Shelf } from './storage-disk.ts'
import { isIn, type Key, keyAt } from './storage-keys.ts'

type Handler = ((event: unknown) => void) | null

export class ModelRequest {
  result: unknown = undefined
  error: DOMException | null = null
  readonly transaction: Asker
  onsuccess: Handler = null
  onerror: Handler = null

  constructor(transaction: Asker) {
    this.transaction = transaction
  }
}

/** The transaction, as its stores need it. */
export type Asker = {
  ask(work: () => unknown, request?: ModelRequest): ModelRequest
  /** A store is about to change. False: the change is to be forgotten. */
  changes(shelf: Shelf): boolean
}

class Source {
  protected readonly transaction: Asker
  protected readonly shelf: Shelf
  readonly #index: Index | undefined

  constructor(transaction: Asker, shelf: Shelf, index?: Index) {
    this.transaction = transaction
    this.shelf = shelf
    this.#index = index
  }

  get(query: unknown): ModelRequest {
    return this.transaction.ask(() => copyOf(this.#found(query)[0]?.value))
  }

  getAll(query?: unknown, count?: number): ModelRequest {
    return this.transaction.ask(() =>
      copyOf(
        this.#found(query)
          .slice(0, count)
          .map(({ value }) => value),
      ),
    )
  }

  getAllKeys(query?: unknown, count?: number): ModelRequest {
    return this.transaction.ask(() =>
      this.#found(query)
        .slice(0, count)
        .map(({ primaryKey }) => primaryKey),
    )
  }

  count(query?: unknown): ModelRequest {
    return this.transaction.ask(() => this.#found(query).length)
  }

  openKeyCursor(query?: unknown, direction?: string): ModelRequest {
    return this.openCursor(query, direction)
  }

  openCursor(query?: unknown, direction = 'next'): ModelRequest {
    const request = new ModelRequest(this.transaction)
    let found: Found[] = []
    let place = 0
    const goOn = (count: number) => {
      place += count
      this.transaction.ask(here, request)
    }
    // One cursor moves along, as in a browser; the cache keeps hold of it.
    const cursor = { continue: () => goOn(1), advance: goOn }
    const here = () => (found[place] === undefined ? null : Object.assign(cursor, copyOf(found[place])))
    return this.transaction.ask(() => {
      found = this.#found(query)
      if (direction.startsWith('prev')) found.reverse()
      return here()
    }, request)
  }

  #found(query: unknown): Found[] {
    const { shelf } = this
    if (this.#index === undefined && (typeof query === 'string' || Array.isArray(query))) {
      const { row } = shelf.find(query)
      return row === undefined ? [] : [{ key: row.key, primaryKey: row.key, value: row.value }]
    }
    return shelf.sorted(this.#index).filter(({ key }) => isIn(query, key))
  }
}

type Found = { key: Key; primaryKey: Key; value: unknown }

export class ModelStore extends Source {
  get name(): string {
    return this.shelf.name
  }

  get keyPath() {
    return this.shelf.keyPath
  }

  readonly autoIncrement = false

  get indexNames() {
    return nameList([...this.shelf.indexes.keys()])
  }

  index(name: string) {
    const index = this.shelf.indexes.get(name)
    if (index === undefined) throw new DOMException(`There is no index ${name}.`, 'NotFoundError')
    return Object.assign(new Source(this.transaction, this.shelf, index), index)
  }

  put(value: unknown): ModelRequest {
    return this.transaction.ask(() =>
      this.transaction.changes(this.shelf) ? this.shelf.put(value) : keyAt(value, this.shelf.keyPath),
    )
  }

  add(value: unknown): ModelRequest {
    return this.transaction.ask(() => {
      const key = keyAt(value, this.shelf.keyPath)
      if (key !== undefined && this.shelf.find(key).row !== undefined)
        throw new DOMException('The key is taken.', 'ConstraintError')
      return this.transaction.changes(this.shelf) ? this.shelf.put(value) : key
    })
  }

  delete(query: unknown): ModelRequest {
    return this.transaction.ask(() => {
      if (!this.transaction.changes(this.shelf)) return
      this.shelf.rows = this.shelf.rows.filter(({ key }) => !isIn(query, key))
    })
  }

  clear(): ModelRequest {
    return this.delete(undefined)
  }
}

export function nameList(names: string[]): string[] & { contains(name: string): boolean } {
  return Object.assign(names, { contains: (name: string) => names.includes(name) })
}
