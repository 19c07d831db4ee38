// Transactions of the model storage. Requests are answered one turn of the scheduler after they
// are made; a transaction that asks nothing more commits a turn later, so a tab can die before every one of these steps.

import type { Events, Life } from './events.ts'
import type { Disk, Row, Shelf } from './storage-disk.ts'
import { ModelRequest, ModelStore, nameList } from './storage-store.ts'

type Handler = ((event: unknown) => void) | null
type Mode = 'readonly' | 'readwrite' | 'versionchange'

export class ModelTransaction {
  readonly mode: Mode
  readonly scope: ReadonlySet<string>
  readonly writes: boolean
  readonly #disk: Disk
  readonly #events: Events
  readonly #life: Life
  readonly #before = new Map<Shelf, Row[]>()
  readonly #listeners: { name: string; listener: () => void }[] = []
  #asked: (() => void)[] = []
  #isOver = false
  isStarted = false
  error: DOMException | null = null
  /** The connection, as the browser's transactions name it. */
  db: unknown
  whenDone: () => void = () => undefined
  oncomplete: Handler = null
  onabort: Handler = null
  onerror: Handler = null

  constructor(place: { disk: Disk; events: Events; life: Life }, scope: readonly string[], mode: Mode) {
    this.#disk = place.disk
    this.#events = place.events
    this.#life = place.life
    this.scope = new Set(scope)
    this.mode = mode
    this.writes = mode !== 'readonly'
    if (place.life.state !== 'dead') this.#disk.enter(this)
  }

  addEventListener(name: string, listener: () => void): void {
    this.#listeners.push({ name, listener })
  }

  start(): void {
    this.isStarted = true
    this.#events.after(0, () => this.#turn(), this.#life)
  }

  get objectStoreNames() {
    return nameList([...this.#disk.shelves.keys()])
  }

  objectStore(name: string): ModelStore {
    return new ModelStore(this, this.#disk.shelf(name))
  }

  ask(work: () => unknown, request = new ModelRequest(this)): ModelRequest {
    if (this.#isOver) throw new DOMException('This transaction is over.', 'TransactionInactiveError')
    this.#asked.push(() => this.#answer(request, work))
    return request
  }

  /** A store is about to change; it is put back if this does not commit. */
  changes(shelf: Shelf): boolean {
    if (!this.#before.has(shelf)) this.#before.set(shelf, [...shelf.rows])
    return shelf.name !== this.#disk.forgets
  }

  abort(error: DOMException | null = null): void {
    if (this.#isOver) return
    this.cutOff()
    this.error = error
    this.#events.after(0, () => this.#tell('abort'), this.#life)
  }

  /** Its tab died: nothing of it remains, and nobody is told. */
  cutOff(): void {
    if (this.#isOver) return
    for (const [shelf, rows] of this.#before) shelf.rows = rows
    this.#end()
  }

  #turn(): void {
    if (this.#isOver) return
    const asked = this.#asked
    this.#asked = []
    for (const answer of asked) answer()
    if (asked.length === 0) this.#commit()
    else this.#events.after(0, () => this.#turn(), this.#life)
  }

  #answer(request: ModelRequest, work: () => unknown): void {
    if (this.#isOver) return
    try {
      request.result = work()
      request.onsuccess?.(happening(request))
    } catch (error) {
      if (!(error instanceof DOMException)) throw error
      request.error = error
      const event = happening(request)
      request.onerror?.(event)
      if (!event.defaultPrevented) this.abort(error)
    }
  }

  #commit(): void {
    const grows = [...this.#before].some(([shelf, rows]) => shelf.rows.length > rows.length)
    if (this.#disk.isFull && grows) this.abort(new DOMException('No room.', 'QuotaExceededError'))
    else {
      this.#end()
      this.#tell('complete')
      this.whenDone()
    }
  }

  #tell(name: 'abort' | 'complete'): void {
    if (name === 'abort') this.onabort?.(happening(this))
    else this.oncomplete?.(happening(this))
    for (const each of this.#listeners) if (each.name === name) each.listener()
  }

  #end(): void {
    this.#isOver = true
    this.#disk.leave(this)
  }
}

function happening(target: unknown) {
  const event = {
    target,
    defaultPrevented: false,
    preventDefault: () => {
      event.defaultPrevented = true
    },
    stopPropagation: () => undefined,
  }
  return event
}
