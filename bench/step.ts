// One step of a post alone: something to measure it on, and how its cost is found.

import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { SIGNATURE_PREFIX } from '#shared/post.ts'
import { median } from './scenarios.ts'
import { TEXT } from './text.ts'

export const ROUNDS = 5
export const ROOM = 'ma-chan://localhost/6f9e2b1c-3d4a-4e5f-8a7b-9c0d1e2f3a4b'
export const AUTHOR = 'sip:ada@localhost'

export type Say = (step: string, us: number) => void

export function sealOne() {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const { x } = publicKey.export({ format: 'jwk' })
  const hlc = `${Date.now().toString(16).padStart(12, '0')}-0000`
  const names = { id: randomUUID(), room: ROOM, author: AUTHOR, device: randomUUID() }
  const signed = JSON.stringify({ v: 1, kind: 'chat', ...names, dseq: 1, prev: null, hlc, chat: TEXT })
  const sig = sign(null, Buffer.from(SIGNATURE_PREFIX + signed), privateKey).toString('base64url')
  return { sealed: { signed, sig }, publicKey: String(x) }
}

/** The median over some rounds, after one to warm up; all threads of this process. */
export async function costOf(times: number, step: () => unknown): Promise<number> {
  const rounds: number[] = []
  for (let round = 0; round <= ROUNDS; round += 1) {
    const before = process.cpuUsage()
    for (let time = 0; time < times; time += 1) await step()
    const { user, system } = process.cpuUsage(before)
    if (round > 0) rounds.push((user + system) / times)
  }
  return median(rounds)
}
