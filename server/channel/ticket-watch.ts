// Whatever changes who may be in a room also changes whose tickets of it hold.

import type { SessionsEnded } from '../identity/identity.ts'
import type { Log } from '../logger.ts'
import type { Epochs } from './epochs.ts'
import type { RightsWatch } from './rights-watch.ts'

/** First those who are here are cut off, then those who are not are called off. */
export function reviewTickets(watch: RightsWatch, epochs: Epochs): RightsWatch {
  return {
    ...watch,
    async recheck(room, epoch) {
      await watch.recheck(room, epoch)
      await epochs.review(room)
    },
    async recheckAll(rooms, epoch) {
      await watch.recheckAll(rooms, epoch)
      for (const room of rooms) await epochs.review(room)
    },
    async recheckPeople(epoch, people) {
      await watch.recheckPeople(epoch, people)
      await epochs.reviewPeople(people)
    },
  }
}

/** A password that was given up, or an account that was closed, takes along what was issued by it. */
export function revokeWithSessions(
  identity: { onSessionsEnded(listener: (ended: SessionsEnded) => void): void },
  { epochs, log }: { epochs: Epochs; log: Log },
): void {
  identity.onSessionsEnded((ended) => {
    if (ended.everyone || ended.sessionId !== undefined) return
    const { person } = ended
    epochs.revoke(person).catch((error: unknown) => log.error({ error, person }, 'tickets were not revoked'))
  })
}
