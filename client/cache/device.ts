// This browser's Ed25519 key for one person. The private half cannot be read out, not even by this app.

import { toBase64url } from '#shared/bytes.ts'
import type { PersonUri } from '#shared/uri.ts'
import type { Cache } from './database.ts'
import type { DeviceRow } from './rows.ts'

async function makeDevice(subtle: SubtleCrypto, person: PersonUri): Promise<DeviceRow> {
  const keys = await subtle.generateKey('Ed25519', false, ['sign', 'verify'])
  if (!('privateKey' in keys)) throw new TypeError('Ed25519 made no pair of keys')
  const raw = new Uint8Array(await subtle.exportKey('raw', keys.publicKey))
  return { person, keys, publicKey: toBase64url(raw) }
}

/** The person's key on this device, made at the first asking. Two tabs asking at once get the same one. */
export async function deviceOf(cache: Cache, subtle: SubtleCrypto, person: PersonUri): Promise<DeviceRow> {
  const held = await cache.devices.get(person)
  if (held !== undefined) return held
  const made = await makeDevice(subtle, person)
  return await cache.transaction('rw', cache.devices, async () => {
    const other = await cache.devices.get(person)
    if (other === undefined) await cache.devices.add(made)
    return other ?? made
  })
}

export async function keepDeviceId(cache: Cache, person: PersonUri, deviceId: string): Promise<void> {
  await cache.devices.update(person, { deviceId })
}

/** The server does not know this device: a new key and a new place in every room's sequence. */
export async function forgetDevice(cache: Cache, person: PersonUri): Promise<void> {
  await cache.devices.delete(person)
}
