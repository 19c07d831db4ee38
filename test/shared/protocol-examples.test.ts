// Recomputes the worked example of PROTOCOL.md, and compares its tables with what shared/ says: the page may not drift.

import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { fromBase64url, toBase64url } from '#shared/bytes.ts'
import { CHAIN_START, chainBytes } from '#shared/chain.ts'
import { commands } from '#shared/commands/index.ts'
import { REFUSALS } from '#shared/connect.ts'
import { ERROR_CODES } from '#shared/errors.ts'
import { MESSAGE_BYTES, POSTS_PER_ENVELOPE, SIGNED_BYTES } from '#shared/limits.ts'
import { notices } from '#shared/notices/index.ts'
import { hashBytes, readSigned, signingBytes } from '#shared/post.ts'

type Example = {
  seed: string
  publicKey: string
  posts: { seq: number; signed: string; sig: string; hash: string; chain: string }[]
}

const page = readFileSync(new URL('../../PROTOCOL.md', import.meta.url), 'utf8')
const example = JSON.parse(/```json example\n(.*?)```/s.exec(page)?.[1] ?? '') as Example
const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

/** The PKCS #8 frame of an Ed25519 key, without the seed. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex')
const privateKey = createPrivateKey({
  key: Buffer.concat([PKCS8, Buffer.from(example.seed, 'hex')]),
  format: 'der',
  type: 'pkcs8',
})

describe('the worked example', () => {
  test('has the key of its seed', () => {
    expect(createPublicKey(privateKey).export({ format: 'jwk' }).x).toBe(example.publicKey)
  })

  test.each(example.posts)(
    '[P11.1] [P11.2] [P11.4] post $seq is one, with its signature and hash',
    ({ signed, sig, hash }) => {
      expect(readSigned(signed)).toMatchObject({ v: 1, kind: 'chat' })
      expect(toBase64url(sign(null, signingBytes(signed), privateKey))).toBe(sig)
      expect(toBase64url(sha256(hashBytes(signed)))).toBe(hash)
      const publicKey = createPublicKey(privateKey)
      expect(verify(null, signingBytes(signed), publicKey, fromBase64url(sig))).toBe(true)
      expect(verify(null, signingBytes(`${signed} `), publicKey, fromBase64url(sig))).toBe(false)
    },
  )

  test('[P13.8] is one chain', () => {
    let chain: Uint8Array = CHAIN_START
    for (const post of example.posts) {
      chain = sha256(chainBytes(chain, post.seq, fromBase64url(post.hash)))
      expect(toBase64url(chain)).toBe(post.chain)
    }
    expect(example.posts).toHaveLength(2)
  })
})

describe('the page names', () => {
  test('every command and no other', () => {
    const named = new Set(page.match(/(?<=\| `cmd:)\w+/g))
    expect([...named].sort()).toEqual(Object.keys(commands).sort())
  })

  test('every notice and no other', () => {
    const named = new Set(page.match(/(?<=\| `ntc:)\w+/g))
    expect([...named].sort()).toEqual(Object.keys(notices).sort())
  })

  test('every error with its number', () => {
    const listed = [...page.matchAll(/^\| (\d{3}) \| ((?:`\w+`(?:, )?)+) \|/gm)].flatMap(([, code, names]) =>
      (names?.match(/\w+/g) ?? []).map((name) => [name, Number(code)]),
    )
    expect(Object.fromEntries(listed)).toEqual(ERROR_CODES)
  })

  test('every refusal of a handshake with its status', () => {
    const listed = [...page.matchAll(/^\| (2\d{4}) \| (\d{3}) \|/gm)].map(([, id, status]) => [
      Number(id),
      Number(status),
    ])
    const known = Object.values(REFUSALS).map(({ diagnostic, status }) => [diagnostic, status])
    expect(listed).toEqual(known)
  })

  test('the limits', () => {
    for (const limit of [MESSAGE_BYTES, SIGNED_BYTES])
      expect(page).toContain(`${limit.toLocaleString('en')} bytes`)
    expect(page).toContain(`| posts in an envelope | ${POSTS_PER_ENVELOPE} |`)
  })

  test('no rule twice', () => {
    const rules = [...page.matchAll(/^- \*\*(P\d+\.\d+)\*\*/gm)].map(([, rule]) => rule)
    expect(rules.length).toBeGreaterThan(60)
    expect(new Set(rules).size).toBe(rules.length)
  })
})
