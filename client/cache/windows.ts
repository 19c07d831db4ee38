// How far back each room is on screen in this tab. It grows when someone scrolls up and never slides,
// so what is being read does not move.

import type { RoomUri } from '#shared/uri.ts'

type Window = { from?: number; loading: boolean }
type Seen = () => void

export class Windows {
  readonly #windows = new Map<RoomUri, Window>()
  readonly #watchers = new Map<RoomUri, Set<Seen>>()

  of(room: RoomUri): Window {
    return this.#windows.get(room) ?? { loading: false }
  }

  /** Only ever lowers; the first call opens the window. */
  open(room: RoomUri, from: number): void {
    const { loading, from: before = Number.POSITIVE_INFINITY } = this.of(room)
    if (from < before) this.#set(room, { loading, from })
  }

  setLoading(room: RoomUri, loading: boolean): void {
    this.#set(room, { ...this.of(room), loading })
  }

  /** @returns a function that ends it */
  watch(room: RoomUri, seen: Seen): () => void {
    const watchers = this.#watchers.get(room) ?? new Set()
    this.#watchers.set(room, watchers.add(seen))
    return () => watchers.delete(seen)
  }

  #set(room: RoomUri, window: Window): void {
    this.#windows.set(room, window)
    for (const seen of this.#watchers.get(room) ?? []) seen()
  }
}

export const windows = new Windows()
