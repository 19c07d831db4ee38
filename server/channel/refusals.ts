// What a device has signed and was refused is recorded with the reason: it shows who tried what, and where a number is missing in
// the device's own sequence. It says nothing to anybody else, and nobody fills the archive with it.

import { ERROR_CODES, XccosError } from '#shared/errors.ts'
import type { PersonUri } from '#shared/uri.ts'
import { refused } from '../compliance/record.ts'
import type { Candidate } from './candidate.ts'
import { actor } from './endpoint.ts'
import type { Recorder } from './recorder.ts'

/** Of one person; what goes beyond is counted, and told of with the next. */
const RECORDED_AT_ONCE = 100
const RECORDED_PER_SECOND = 1
const PEOPLE_MAX = 10_000

type Allowance = { left: number; at: number; unrecorded: number }

export type Refusals = { record(candidate: Candidate, reason: unknown): Promise<void> }

export function createRefusals({
  recorder,
  clock,
}: {
  recorder: Pick<Recorder, 'record'>
  clock: { now(): number }
}): Refusals {
  const allowances = new Map<PersonUri, Allowance>()

  function allowanceOf(person: PersonUri): Allowance {
    const now = clock.now()
    const { left, at, unrecorded } = allowances.get(person) ?? {
      ...{ left: RECORDED_AT_ONCE, at: now, unrecorded: 0 },
    }
    const seconds = Math.max(0, now - at) / 1000
    const refilled = Math.min(RECORDED_AT_ONCE, left + seconds * RECORDED_PER_SECOND)
    const allowance = { left: refilled, at: now, unrecorded }
    allowances.delete(person)
    allowances.set(person, allowance)
    const [oldest] = allowances.keys()
    if (allowances.size > PEOPLE_MAX && oldest !== undefined) allowances.delete(oldest)
    return allowance
  }

  return {
    async record({ bearer, sealed, post, genuine }, reason) {
      const isFinal = reason instanceof XccosError && ERROR_CODES[reason.code] < 500
      if (bearer.by === 'pool' || !isFinal || !(await genuine)) return
      const allowance = allowanceOf(bearer.endpoint.person)
      if (allowance.left < 1) {
        allowance.unrecorded += 1
        return
      }
      const { unrecorded } = allowance
      allowance.left -= 1
      allowance.unrecorded = 0
      const carrier = bearer.by === 'carrier' ? actor(bearer.endpoint) : undefined
      const told = { post, sealed, why: reason.code, carrier, unrecorded, at: clock.now() }
      await recorder.record(refused(told))
    },
  }
}
