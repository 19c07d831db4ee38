// After an outage several devices hand in at once what they carry. The first of it waits a moment for the others, so that what was
// written in turn, and carried by different devices, is placed in the order in which it was written.

import type { Hlc } from '#shared/hlc.ts'
import type { RoomUri } from '#shared/uri.ts'

export const SETTLES_MS = 2_000
/** As long as more comes within this, it goes on at once. */
const OVER_AFTER_MS = 30_000

export type Handed = { hlc: Hlc; place(): void }
export type Settling = {
  /** Each is placed when it is its turn. */
  settle(room: RoomUri, handed: readonly Handed[]): void
  /** Nothing waits any longer. */
  end(): void
}

type Window = { waiting: Handed[]; timer: NodeJS.Timeout }

export function createSettling(clock: { now(): number }): Settling {
  const open = new Map<RoomUri, Window>()
  const lastAt = new Map<RoomUri, number>()

  function close(room: RoomUri, { waiting, timer }: Window): void {
    open.delete(room)
    clearTimeout(timer)
    lastAt.set(room, clock.now())
    placeAll(waiting)
  }

  function isUnderWay(room: RoomUri): boolean {
    const now = clock.now()
    for (const [each, at] of lastAt) if (now - at > OVER_AFTER_MS || now < at) lastAt.delete(each)
    return lastAt.has(room)
  }

  function begin(room: RoomUri): Window {
    const window: Window = { waiting: [], timer: setTimeout(() => close(room, window), SETTLES_MS).unref() }
    open.set(room, window)
    return window
  }

  return {
    settle(room, handed) {
      const window = open.get(room) ?? (isUnderWay(room) ? undefined : begin(room))
      if (window) window.waiting.push(...handed)
      else {
        lastAt.set(room, clock.now())
        placeAll(handed)
      }
    },
    end() {
      for (const [room, window] of open) close(room, window)
    },
  }
}

function placeAll(handed: readonly Handed[]): void {
  for (const { place } of handed.toSorted((one, other) => (one.hlc < other.hlc ? -1 : 1))) place()
}
