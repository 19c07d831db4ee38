// Hybrid logical clock: 12 hex digits of milliseconds, "-", 4 hex digits of counter. It follows the
// device's clock but never runs backwards, and never behind what was heard, so it orders causes before effects.
// It is metadata: the room's order is `seq` alone, and no post is ever refused for its clock.

import * as v from 'valibot'

export type Hlc = string
export const hlcSchema = v.pipe(
  v.string(),
  v.regex(/^[0-9a-f]{12}-[0-9a-f]{4}$/, 'This is not a hybrid logical clock.'),
)
export const HLC_ZERO: Hlc = '000000000000-0000'

const COUNTER_MAX = 0xffff

export function hex(value: number, digits: number): string {
  return value.toString(16).padStart(digits, '0')
}

export function hlcMillis(clock: Hlc): number {
  return Number.parseInt(clock.slice(0, 12), 16)
}

/** The next reading after `last`, at wall time `now` (milliseconds since 1970). */
export function tick(last: Hlc, now: number): Hlc {
  const millis = hlcMillis(last)
  if (now > millis) return `${hex(now, 12)}-0000`
  const counter = Number.parseInt(last.slice(13), 16)
  return counter < COUNTER_MAX ? `${hex(millis, 12)}-${hex(counter + 1, 4)}` : `${hex(millis + 1, 12)}-0000`
}

/** The later of two readings; fixed width makes text order the clock's order. */
export function latest(a: Hlc, b: Hlc): Hlc {
  return a > b ? a : b
}
