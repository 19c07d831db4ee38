// What is pinned in a room, as far as it is held on this device, the newest first.

import type { Accessor } from 'solid-js'
import { cache } from '../cache/database.ts'
import { whoAmI } from '../cache/log.ts'
import { readPinned } from '../cache/pins.ts'
import { addressOf } from '../cache/reading.ts'
import { useLive } from './live-signal.ts'
import { keepSame } from './same.ts'
import { type PostLine, postLines } from './timeline-rows.ts'

export function usePinned(guid: () => string): Accessor<readonly PostLine[]> {
  let shown: readonly PostLine[] = []
  return useLive<readonly PostLine[]>(
    guid,
    async (asked) => {
      const [room, me] = await Promise.all([addressOf(cache, asked), whoAmI(cache)])
      const posts = room === undefined ? [] : await readPinned(cache, room)
      shown = keepSame(shown, postLines(posts.toReversed(), me), (row) => row.key)
      return shown
    },
    () => [],
  )
}
