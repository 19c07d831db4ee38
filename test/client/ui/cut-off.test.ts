// When the screen says that the connection is lost: soon, but not for what heals by itself, and without blinking.

import { describe, expect, it } from 'vitest'
import { cutOffSince } from '../../../client/state/cut-off.ts'
import type { Connection } from '../../../client/sync/connection.ts'

const LOST_AT = 10_000
const WAITING: Connection = { state: 'waiting', retryAt: 60_000, why: 'lost' }
const lost = (connection: Connection) => ({ connection, lostSince: LOST_AT })

describe('[U23] a lost connection', () => {
  it('is said at once where the device knows, even by a clock that has not ticked since', () => {
    expect(cutOffSince(undefined, lost({ state: 'offline' }), LOST_AT - 900)).toBe(LOST_AT)
  })

  it('is said within two seconds where it may heal, and not before one', () => {
    expect(cutOffSince(undefined, lost(WAITING), LOST_AT + 999)).toBeUndefined()
    expect(cutOffSince(undefined, lost(WAITING), LOST_AT + 1_000)).toBe(LOST_AT)
  })

  it('is not said of a first connecting before five seconds', () => {
    expect(cutOffSince(undefined, lost({ state: 'connecting' }), LOST_AT + 4_999)).toBeUndefined()
    expect(cutOffSince(undefined, lost({ state: 'connecting' }), LOST_AT + 5_000)).toBe(LOST_AT)
  })

  it('stays said while it is tried again, and ends with the loss', () => {
    expect(cutOffSince(LOST_AT, lost({ state: 'connecting' }), LOST_AT + 1_500)).toBe(LOST_AT)
    expect(cutOffSince(LOST_AT, { connection: { state: 'live' } }, LOST_AT + 1_500)).toBeUndefined()
  })

  it('is judged anew when it is another one', () => {
    expect(cutOffSince(LOST_AT - 5_000, lost(WAITING), LOST_AT + 100)).toBeUndefined()
  })
})
