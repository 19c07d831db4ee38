// Who may connect: the ticket and device must be good, a person may not hold too many connections, and a
// stampede is let in at a bounded rate, because each admission costs look-ups. Only whoever shows a ticket of ours
// takes a turn: strangers could otherwise use up all of them.

import * as v from 'valibot'
import { handshakeSchema, REFUSALS, type Refusal, type RefusalData } from '#shared/connect.ts'
import type { PersonUri } from '#shared/uri.ts'
import { AdmissionRefused, type Admitted, type Identity } from '../identity/identity.ts'

/** How many are let in, over time and in a burst. */
export type Pace = { perSecond: number; atOnce: number }
export const PACE: Pace = { perSecond: 500, atOnce: 1_000 }
const ENDPOINTS_PER_PERSON = 32

/** What `connect_error` carries. */
export class ConnectionRefused extends Error {
  readonly data: RefusalData
  constructor(refusal: Refusal, retryAfterMs?: number) {
    super(REFUSALS[refusal].reason)
    this.data = { ...REFUSALS[refusal], ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
  }
}

/** Keeps what is to be done when the connection is over; does it at once when it is over already. */
export type WhenGone = (free: () => void) => void
export type Admission = { admit(auth: unknown, whenGone: WhenGone): Promise<Admitted> }

export function createAdmission(identity: Pick<Identity, 'admit'>, pace: Pace): Admission {
  const places = new Map<PersonUri, number>()
  let tokens = pace.atOnce
  let filledAt = performance.now()

  function takeTurn(): void {
    const now = performance.now()
    tokens = Math.min(pace.atOnce, tokens + ((now - filledAt) / 1000) * pace.perSecond)
    filledAt = now
    if (tokens < 1) throw new ConnectionRefused('busy', 1_000 + Math.floor(Math.random() * 4_000))
    tokens -= 1
  }

  /** Taken before anything else is awaited: those who come at once would all find the others not there yet. */
  function takePlace(person: PersonUri, whenGone: WhenGone): void {
    const taken = places.get(person) ?? 0
    if (taken >= ENDPOINTS_PER_PERSON) throw new ConnectionRefused('noMoreEndpoints')
    places.set(person, taken + 1)
    whenGone(() => {
      const left = (places.get(person) ?? 0) - 1
      if (left > 0) places.set(person, left)
      else places.delete(person)
    })
  }

  return {
    async admit(auth, whenGone) {
      const handshake = v.safeParse(handshakeSchema, auth)
      if (!handshake.success) throw new ConnectionRefused('noParticipant')
      const admitted = await identity.admit(handshake.output, takeTurn).catch((error: unknown) => {
        throw error instanceof AdmissionRefused ? new ConnectionRefused(error.refusal) : error
      })
      takePlace(admitted.person.uri, whenGone)
      return admitted
    },
  }
}
