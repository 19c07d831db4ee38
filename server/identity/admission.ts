// Admission of a socket: the ticket says who and from which session; here it is asked whether the person,
// the session and the device still stand. Each refusal has the name that the original's diagnostics give it.

import type { Store } from '../store/store.ts'
import type { Devices } from './devices.ts'
import type { Endings } from './endings.ts'
import { AdmissionRefused, type Admitted, type Identity } from './identity.ts'
import type { People } from './people.ts'
import type { Tickets } from './tickets.ts'

type Deps = {
  store: Store
  tickets: Tickets
  people: People
  devices: Devices
  endings: Endings
  policy: Identity['policy']
  clock: { now(): number }
}

export function createAdmission({ store, tickets, people, devices, endings, policy, clock }: Deps) {
  return async function admit(
    handshake: { ticket: string; deviceId: string },
    genuine: () => void = () => {},
  ): Promise<Admitted> {
    const mark = endings.mark()
    const claims = await tickets.read(handshake.ticket)
    if (!claims) throw new AdmissionRefused('rejected')
    genuine()
    const person = await people.find(claims.person)
    if (!person || person.disabled) throw new AdmissionRefused('notProvisioned')
    const { sessionId } = claims
    const [lives, { enablePersistentChat }] = await Promise.all([
      store.sessionLives({ id: sessionId, authUser: person.authUser, at: clock.now() }),
      policy(),
    ])
    // Switched off, the person is well and so is the device: whoever asks for a new ticket learns why there is none.
    if (!lives || !enablePersistentChat) throw new AdmissionRefused('rejected')
    const device = await devices.find(handshake.deviceId)
    if (!device || device.retired || device.person !== person.uri)
      throw new AdmissionRefused('notProvisioned')
    return { person, sessionId, device, stillStands: () => !endings.anySince(mark, person.uri) }
  }
}
