// A device that can seal posts, for tests that speak to the Channel service directly.

import { generateKeyPairSync, type KeyObject, randomBytes, randomUUID, sign } from 'node:crypto'
import { toBase64url } from '#shared/bytes.ts'
import { HLC_ZERO } from '#shared/hlc.ts'
import { type SealedPost, signingBytes } from '#shared/post.ts'
import { uuidv7 } from '#shared/uuid.ts'

/** @property content what a post of another kind says, or what it says besides */
type Sealing = {
  room: string
  author: string
  chat?: string
  id?: string
  dseq?: number
  content?: Record<string, unknown>
}
type Keys = { id: string; publicKey: string; privateKey: KeyObject }
export type SealingDevice = Keys & {
  seal(post: Sealing): SealedPost
}

function newKeys(): Keys {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  return { id: randomUUID(), publicKey: publicKey.export({ format: 'jwk' }).x ?? '', privateKey }
}

/** @param keys with the id that a server gave the device; a new pair and id where there is no server */
export function createSealingDevice({ id, publicKey, privateKey }: Keys = newKeys()): SealingDevice {
  let dseq = 0
  return {
    ...{ id, publicKey, privateKey },
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
        ...post.content,
      })
      return { signed, sig: signText(signed, privateKey) }
    },
  }
}

function signText(signed: string, key: KeyObject): string {
  return toBase64url(sign(null, signingBytes(signed), key))
}
