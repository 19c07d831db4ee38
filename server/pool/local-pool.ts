// A pool of one: what is announced is heard here, at once and in order.

import type { Announcement, Pool } from './pool.ts'

export function createLocalPool(): Pool {
  const listeners: ((announcement: Announcement) => void)[] = []
  return {
    announce(announcement) {
      for (const listen of listeners) listen(announcement)
    },
    subscribe(listener) {
      listeners.push(listener)
    },
  }
}
