// Watches the part of a room that is on screen, also while that part moves. The new part replaces the old one in one
// step, when it is there.

import { cache } from '../cache/database.ts'
import { watch } from '../cache/live.ts'
import { whoAmI } from '../cache/log.ts'
import { addressOf, type Excerpt, excerptTables, readExcerpt } from '../cache/reading.ts'
import { type Window, windows } from '../cache/windows.ts'

export type Seen = Excerpt & { me: string; isCut: boolean }
type Heard = { seen: (reading: Seen) => void; loading: (isLoading: boolean) => void }

/** @returns a function that ends it */
export function followWindow(guid: string, { seen, loading }: Heard): () => void {
  let shown = windows.of(guid)
  let end = watchWindow(guid, shown, seen)
  const endMoving = windows.watch(guid, () => {
    const { from, to, loading: isLoading } = windows.of(guid)
    loading(isLoading)
    if (from === shown.from && to === shown.to) return
    shown = windows.of(guid)
    end()
    end = watchWindow(guid, shown, seen)
  })
  return () => {
    endMoving()
    end()
  }
}

function watchWindow(guid: string, window: Window, seen: (reading: Seen) => void): () => void {
  return watch(
    cache,
    async () => {
      const [room, me] = await Promise.all([addressOf(cache, guid), whoAmI(cache)])
      return room === undefined
        ? undefined
        : { me, ...(await readExcerpt(cache, room, partOf(guid, window))) }
    },
    (read) => {
      if (read === undefined) return
      const first = read.entries[0]
      if (first !== undefined) windows.begin(guid, first.seq)
      seen({ ...read, isCut: window.to !== undefined })
    },
    excerptTables(cache),
  )
}

/** A visit begins without a place; from its first rows on it has one. */
function partOf(guid: string, { from, to }: Window): { from?: number; to?: number } {
  const start = from ?? windows.of(guid).from
  return { ...(start === undefined ? {} : { from: start }), ...(to === undefined ? {} : { to }) }
}
