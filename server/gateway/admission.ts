// Who may connect: the ticket and device must be good, a person may not hold too many connections, and a
// stampede is let in at a bounded rate, because each admission costs look-ups. Only whoever shows a ticket of ours
// takes a turn: strangers could otherwise use up all of them.

import * as v from 'valibot'
import { handshakeSchema, REFUSALS, type Refusal, type RefusalData } from '#shared/connect.ts'
import { AdmissionRefused, type Admitted, type Identity } from '../identity/identity.ts'

const ADMISSIONS_PER_SECOND = 500
const ADMISSIONS_AT_ONCE = 1_000
const ENDPOINTS_PER_PERSON = 32

/** What `connect_error` carries. */
export class ConnectionRefused extends Error {
  readonly data: RefusalData
  constructor(refusal: Refusal, retryAfterMs?: number) {
    super(REFUSALS[refusal].reason)
    this.data = { ...REFUSALS[refusal], ...(retryAfterMs === undefined ? {} : { retryAfterMs }) }
  }
}

export type Admission = { admit(auth: unknown, endpointsOf: (person: string) => number): Promise<Admitted> }

export function createAdmission(identity: Pick<Identity, 'admit'>): Admission {
  let tokens = ADMISSIONS_AT_ONCE
  let filledAt = performance.now()

  function takeTurn(): void {
    const now = performance.now()
    tokens = Math.min(ADMISSIONS_AT_ONCE, tokens + ((now - filledAt) / 1000) * ADMISSIONS_PER_SECOND)
    filledAt = now
    if (tokens < 1) throw new ConnectionRefused('busy', 1_000 + Math.floor(Math.random() * 4_000))
    tokens -= 1
  }

  return {
    async admit(auth, endpointsOf) {
      const handshake = v.safeParse(handshakeSchema, auth)
      if (!handshake.success) throw new ConnectionRefused('noParticipant')
      const admitted = await identity.admit(handshake.output, takeTurn).catch((error: unknown) => {
        throw error instanceof AdmissionRefused ? new ConnectionRefused(error.refusal) : error
      })
      if (endpointsOf(admitted.person.uri) >= ENDPOINTS_PER_PERSON)
        throw new ConnectionRefused('noMoreEndpoints')
      return admitted
    },
  }
}
