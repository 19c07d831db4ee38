// A device of the demo: a real key that seals posts as a browser would.

import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import { toBase64url } from '#shared/bytes.ts'
import { HLC_ZERO, tick } from '#shared/hlc.ts'
import { type SealedPost, type SignedPost, signingBytes } from '#shared/post.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'
import { uuidv7 } from '#shared/uuid.ts'

export type DemoDevice = {
  readonly publicKey: string
  seal(post: { device: string; author: PersonUri; room: RoomUri; chat: string; at: number }): SealedPost
}

export function createDemoDevice(): DemoDevice {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const lasts = new Map<RoomUri, { dseq: number; id: string }>()
  let hlc = HLC_ZERO

  return {
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    seal({ device, author, room, chat, at }) {
      const last = lasts.get(room)
      const id = uuidv7(at, randomBytes(10))
      const dseq = (last?.dseq ?? 0) + 1
      hlc = tick(hlc, at)
      lasts.set(room, { dseq, id })
      const post: SignedPost = {
        ...{ v: 1, kind: 'chat', id, room, author, device, dseq },
        ...{ prev: last?.id ?? null, hlc, salt: toBase64url(randomBytes(16)), chat },
      }
      const signed = JSON.stringify(post)
      return { signed, sig: toBase64url(sign(null, signingBytes(signed), privateKey)) }
    },
  }
}
