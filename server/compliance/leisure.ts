// Whether the server has time to archive. What waits is safe, and people who post are not kept waiting for it.

import { type EventLoopUtilization, performance } from 'node:perf_hooks'

/** Of the time since it was asked last, the event loop had work for more than this: it is busy. */
const BUSY = 0.5
/** Something is archived all the same, or under a load that does not end nothing ever were. */
const REFUSALS_MAX = 10

export function createLeisure(measure: () => EventLoopUtilization = performance.eventLoopUtilization) {
  let last = measure()
  let refusals = 0
  return {
    has(): boolean {
      const now = measure()
      const active = now.active - last.active
      const share = active / Math.max(1, active + now.idle - last.idle)
      last = now
      if (share <= BUSY || refusals >= REFUSALS_MAX) {
        refusals = 0
        return true
      }
      refusals += 1
      return false
    },
  }
}
