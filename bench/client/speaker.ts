// Someone who speaks through the Channel service with real, signed posts, without a browser of their own.

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { toBase64url } from '#shared/bytes.ts'
import { HLC_ZERO } from '#shared/hlc.ts'
import { signingBytes } from '#shared/post.ts'
import { EVERYONE, type RoomUri } from '#shared/uri.ts'
import { uuidv7 } from '#shared/uuid.ts'
import type { App } from '../../server/app.ts'
import type { Endpoint } from '../../server/channel/endpoint.ts'

type Needs = Pick<App, 'store' | 'identity' | 'channel'>
export type Speaker = {
  endpoint: Endpoint
  says(room: RoomUri, chat: string, at: number): Promise<void>
}

export async function arrive({ store, identity, channel }: Needs, username: string): Promise<Speaker> {
  const uri = `sip:${username}@localhost`
  const person = await store.person({ uri })
  if (!person) throw new Error(`${username} has no account.`)
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const key = publicKey.export({ format: 'jwk' }).x ?? ''
  const { deviceId } = await identity.enrolDevice(person, { publicKey: key, name: 'bench' })
  const endpoint: Endpoint = {
    ...{ id: `bench ${deviceId}`, person: uri, displayName: person.displayName, principals: [uri, EVERYONE] },
    ...{ device: { id: deviceId, publicKey: key }, joined: new Set<string>(), ended: false },
  }
  let dseq = 0
  return {
    endpoint,
    async says(room, chat, at) {
      if (!endpoint.joined.has(room)) await channel.rooms.join(endpoint, room)
      dseq += 1
      const id = uuidv7(at, randomBytes(10))
      const placed = { id, room, author: uri, device: deviceId, dseq, prev: null, hlc: HLC_ZERO }
      const salt = toBase64url(randomBytes(16))
      const signed = JSON.stringify({ v: 1, kind: 'chat', ...placed, salt, chat })
      const sig = toBase64url(sign(null, signingBytes(signed), privateKey))
      await channel.posting.post(endpoint, { signed, sig })
    },
  }
}
