// Devices: one Ed25519 public key per browser profile. The private key never leaves it.

import { randomBytes } from 'node:crypto'
import { XccosError } from '#shared/errors.ts'
import { uuidv7 } from '#shared/uuid.ts'
import type { EnrolDevice } from '#shared/web/devices.ts'
import type { DeviceRow, PersonRow } from '../store/jobs/people.ts'
import type { Store } from '../store/store.ts'
import { createCache } from './cache.ts'

const DEVICES_REMEMBERED = 50_000

export type Devices = {
  enrol(person: PersonRow, device: EnrolDevice): Promise<{ deviceId: string }>
  find(id: string): Promise<DeviceRow | undefined>
}

export function createDevices({ store, clock }: { store: Store; clock: { now(): number } }): Devices {
  const byId = createCache({ limit: DEVICES_REMEMBERED, read: (id) => store.device({ id }) })

  return {
    async enrol(person, device) {
      const now = clock.now()
      const row = await store.enrolDevice({
        id: uuidv7(now, randomBytes(10)),
        person: person.uri,
        publicKey: device.publicKey,
        name: device.name,
        dtlsFingerprint: device.dtlsFingerprint ?? null,
        at: now,
      })
      if (row.person !== person.uri)
        throw new XccosError('DataCollision', 'This key belongs to a device of somebody else.')
      if (row.retired)
        throw new XccosError('DataCollision', 'This device was retired. Enrol it anew with another key.')
      return { deviceId: row.id }
    },
    find: (id) => byId.get(id),
  }
}
