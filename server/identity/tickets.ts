// Tickets: who may open a socket, signed by the pool, good for two minutes. A ticket says who and from which
// session; whether both still stand is asked when it is handed in.

import { randomUUID } from 'node:crypto'
import { errors, jwtVerify, SignJWT } from 'jose'
import * as v from 'valibot'
import { TICKET_LIFE_MS } from '#shared/limits.ts'
import { personUriSchema } from '#shared/uri.ts'
import type { PoolKeys } from './keys.ts'

const ALGORITHM = 'EdDSA'
const TYPE = 'backchat-ticket'

const claimsSchema = v.object({ sub: personUriSchema, sid: v.string() })
export type TicketClaims = { person: string; sessionId: string }

export type Tickets = {
  issue(claims: TicketClaims): Promise<string>
  /** Undefined for a ticket that is forged, of another pool, or past its time. */
  read(ticket: string): Promise<TicketClaims | undefined>
}

export function createTickets(deps: { keys: PoolKeys; domain: string; clock: { now(): number } }): Tickets {
  const { keys, domain, clock } = deps

  function keyOf({ kid }: { kid?: string }) {
    const key = kid === undefined ? undefined : keys.publicKey(kid)
    if (!key) throw new errors.JWKSNoMatchingKey()
    return key
  }

  return {
    issue({ person, sessionId }) {
      const now = Math.floor(clock.now() / 1000)
      return new SignJWT({ sid: sessionId })
        .setProtectedHeader({ alg: ALGORITHM, kid: keys.current.kid, typ: TYPE })
        .setSubject(person)
        .setAudience(domain)
        .setJti(randomUUID())
        .setIssuedAt(now)
        .setExpirationTime(now + TICKET_LIFE_MS / 1000)
        .sign(keys.current.privateKey)
    },
    async read(ticket) {
      try {
        const { payload } = await jwtVerify(ticket, keyOf, {
          algorithms: [ALGORITHM],
          typ: TYPE,
          audience: domain,
          requiredClaims: ['exp', 'sub', 'sid', 'jti'],
          currentDate: new Date(clock.now()),
        })
        const claims = v.parse(claimsSchema, payload)
        return { person: claims.sub, sessionId: claims.sid }
      } catch (error) {
        if (error instanceof errors.JOSEError || error instanceof v.ValiError) return undefined
        throw error
      }
    },
  }
}
