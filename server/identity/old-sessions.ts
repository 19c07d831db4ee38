// Sessions last thirty days and anyone may begin as many as they like: those that have run out are forgotten,
// and of one person's only the newest are kept. Done as sessions begin, for only then are there more.

import { SESSIONS_PER_PERSON } from '#shared/limits.ts'
import type { PersonRow } from '../store/jobs/people.ts'
import type { Store } from '../store/store.ts'
import type { Endings } from './endings.ts'

const FORGET_EVERY_MS = 60 * 60_000

type Deps = { store: Store; endings: Endings; clock: { now(): number } }

export function createOldSessions({ store, endings, clock }: Deps) {
  let forgotAt = 0

  /** To be called when the person has begun a session. */
  return async function endOld({ uri, authUser }: PersonRow): Promise<void> {
    const ended = await store.endOldSessions({ authUser, keep: SESSIONS_PER_PERSON })
    for (const sessionId of ended) endings.tell({ person: uri, sessionId })
    const now = clock.now()
    if (now - forgotAt < FORGET_EVERY_MS) return
    forgotAt = now
    await store.forgetExpiredSessions({ at: now })
  }
}
