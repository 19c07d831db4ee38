// Which part of each room is on screen in this tab: from one place to another, or to its newest end. It follows the
// reader and never spans more than a few screens, so a room costs the same with a thousand entries and with a million.

import { rememberedInTab } from './tab-memory.ts'

type Seen = () => void

export type Window = {
  /** Undefined until the room has been looked at: then its newest rows. */
  from?: number
  /** Undefined when it reaches the newest end, and whatever comes there. */
  to?: number
  loading: boolean
}

export class Windows {
  readonly #windows: Map<string, Window> = new Map<string, Window>(
    rememberedInTab<Window>('windows', () =>
      [...this.#windows].map(([guid, window]) => [guid, { ...window, loading: false }]),
    ),
  )
  readonly #watchers = new Map<string, Set<Seen>>()

  of(guid: string): Window {
    return this.#windows.get(guid) ?? { loading: false }
  }

  /** The first look found this much; nothing changes on screen. */
  begin(guid: string, from: number): void {
    if (this.of(guid).from === undefined) this.#windows.set(guid, { ...this.of(guid), from })
  }

  move(guid: string, span: { from: number; to?: number | undefined }): void {
    const { loading, from, to } = this.of(guid)
    if (from === span.from && to === span.to) return
    this.#set(guid, {
      loading,
      from: span.from,
      ...(span.to === undefined ? {} : { to: span.to }),
    })
  }

  setLoading(guid: string, loading: boolean): void {
    this.#set(guid, { ...this.of(guid), loading })
  }

  /** The next visit begins at the newest rows. */
  forget(guid: string): void {
    this.#windows.delete(guid)
  }

  /** @returns a function that ends it */
  watch(guid: string, seen: Seen): () => void {
    const watchers = this.#watchers.get(guid) ?? new Set()
    this.#watchers.set(guid, watchers.add(seen))
    return () => watchers.delete(seen)
  }

  #set(guid: string, window: Window): void {
    this.#windows.set(guid, window)
    for (const seen of this.#watchers.get(guid) ?? []) seen()
  }
}

export const windows = new Windows()
