// A device that can seal posts, for tests that speak to the Channel service directly.

import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID, sign } from 'node:crypto'
import { toBase64url } from '#shared/bytes.ts'
import { HLC_ZERO } from '#shared/hlc.ts'
import { type SealedPost, signingBytes } from '#shared/post.ts'
import { uuidv7 } from '#shared/uuid.ts'

export type SealingDevice = {
  id: string
  publicKey: string
  seal(post: { room: string; author: string; chat: string; id?: string; dseq?: number }): SealedPost
}

export function createSealingDevice(): SealingDevice {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const id = randomUUID()
  let dseq = 0
  return {
    id,
    publicKey: publicKey.export({ format: 'jwk' }).x ?? '',
    seal(post) {
      dseq += 1
      const signed = JSON.stringify({
        v: 1,
        kind: 'chat',
        id: post.id ?? uuidv7(Date.now(), randomBytes(10)),
        room: post.room,
        author: post.author,
        device: id,
        dseq: post.dseq ?? dseq,
        prev: null,
        hlc: HLC_ZERO,
        chat: post.chat,
      })
      return { signed, sig: signText(signed, privateKey) }
    },
  }
}

function signText(signed: string, key: KeyObject): string {
  return toBase64url(sign(null, signingBytes(signed), key))
}
