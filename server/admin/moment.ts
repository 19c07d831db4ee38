// A moment as an administrator types it: a day, which is meant whole, or a time of day in UTC.

import { XccosError } from '#shared/errors.ts'

const DAY = /^\d{4}-\d\d-\d\d$/
const TIME = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z$/

/** @returns milliseconds since 1970: of a day its first or its last */
export function momentOf(text: string, side: 'start' | 'end'): number {
  const whole = DAY.test(text) ? `${text}T${side === 'start' ? '00:00:00.000' : '23:59:59.999'}Z` : text
  const moment = TIME.test(whole) ? Date.parse(whole) : Number.NaN
  if (Number.isNaN(moment))
    throw new XccosError('InvalidArgument', 'A time is written as 2026-11-30 or 2026-11-30T18:00Z.')
  return moment
}
