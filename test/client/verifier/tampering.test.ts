// The verifier over an archive that somebody changed who knows how it is made, and over files with any one byte changed.

import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOf } from '../../../client/verifier/bytes.ts'
import { forge } from '../../contract/archive-forgery.ts'
import {
  EVENTS,
  KEYS,
  proofOf,
  type Signing,
  serverReport,
  signedArchive,
  stretchOf,
  verify,
} from './archive.ts'

let archive: Signing
let whole: string
beforeAll(async () => {
  archive = await signedArchive()
  whole = await stretchOf(archive.db)
})
afterAll(() => archive.close())

const lines = () => whole.trimEnd().split('\n')
const eventLine = (wanted: number) => lines().findIndex((line) => line.startsWith(`{"number":${wanted},`))
const asFile = (all: string[]) => `${all.join('\n')}\n`

/** The file with other lines in place of these. */
function changed(at: number, remove: number, ...put: string[]): string {
  return asFile(lines().toSpliced(at, remove, ...put))
}

function edited(wanted: number, edit: (event: Record<string, unknown>) => object): string {
  const at = eventLine(wanted)
  return changed(at, 1, JSON.stringify(edit(JSON.parse(lines()[at] ?? '') as Record<string, unknown>)))
}

describe('an archive that was tampered with', () => {
  test('an event is changed', async () => {
    const lied = edited(7, ({ event, ...rest }) => ({
      number: 7,
      event: String(event).replace('words', 'lies'),
      ...rest,
    }))
    expect(await verify(lied)).toMatchObject({
      state: 'not whole',
      findings: [{ what: 'changed', number: 7 }],
    })
  })

  test('an event is removed, in the middle or at the end', async () => {
    expect((await verify(changed(eventLine(7), 1))).findings.slice(0, 2)).toEqual([
      { what: 'missing', number: 7 },
      { what: 'not in the chain', number: 8 },
    ])
    const cut = lines().slice(0, eventLine(EVENTS))
    expect((await verify(asFile(cut))).findings).toEqual([{ what: 'missing', number: EVENTS }])
  })

  test('two events change places, and one is put in twice', async () => {
    const [seventh = '', eighth = ''] = lines().slice(eventLine(7))
    const swapped = (await verify(changed(eventLine(7), 2, eighth, seventh))).findings
    expect(swapped).toContainEqual({ what: 'misplaced', number: 7 })
    const twice = (await verify(changed(eventLine(7), 0, seventh))).findings
    expect(twice).toContainEqual({ what: 'misplaced', number: 7 })
  })

  test('an event is put in under a number that was another’s', async () => {
    const forged = edited(7, (event) => ({
      ...event,
      ...(JSON.parse(lines()[eventLine(8)] ?? '') as object),
      number: 7,
    }))
    expect((await verify(forged)).findings).toContainEqual({ what: 'misplaced', number: 7 })
  })

  test('somebody else signed it, or another was kept', async () => {
    const other = generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x
    const keys = new Map([['k', bytesOf(other, 32) ?? new Uint8Array(32)]])
    expect((await verify(whole, { keys })).findings).toEqual([
      { what: 'not signed by the pool', size: 9 },
      { what: 'not signed by the pool', size: EVENTS },
    ])
    const [first, last] = archive.checkpoints
    if (!first || !last) throw new Error('There are two.')
    const kept = [{ ...last, root: first.root }]
    expect((await verify(whole, { kept })).findings).toEqual([{ what: 'not the one you kept', size: EVENTS }])
    expect(await verify(whole, { kept: archive.checkpoints })).toMatchObject({ state: 'whole' })
  })

  test('the archive itself is changed with all hashes that follow: the same words as the server has', async () => {
    const copy = await signedArchive()
    try {
      await forge(copy.db, 7)
      const report = await serverReport(copy.db)
      expect(report[0]).toEqual({ what: 'not in the tree', number: 7, to: 8 })
      expect((await verify(await stretchOf(copy.db), { keys: KEYS })).findings).toEqual(report)
    } finally {
      await copy.close()
    }
  })
})

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

describe('any one byte', () => {
  const place = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 }))

  function withByte(text: string, at: number, by: number): Buffer {
    const bytes = Buffer.from(text)
    const position = at % bytes.length
    bytes[position] = (bytes[position] ?? 0) ^ by
    return bytes
  }

  test('of a stretch: it is not whole any more', async () => {
    await fc.assert(
      fc.asyncProperty(place, async ([at, by]) => {
        expect((await verify(withByte(whole, at, by))).state).not.toBe('whole')
      }),
      { numRuns: 150 },
    )
  })

  test('even one whose change leaves every hash what it was', async () => {
    const hash = JSON.parse(lines()[1] ?? '') as { leaf: string }
    // 32 bytes are 43 letters, and two bits of the last one are of no use.
    const last = ALPHABET.indexOf(hash.leaf.at(-1) ?? '')
    const same = hash.leaf.slice(0, -1) + ALPHABET[last + 1]
    expect(Buffer.from(same, 'base64url')).toEqual(Buffer.from(hash.leaf, 'base64url'))
    expect((await verify(whole.replace(hash.leaf, same))).state).toBe('not whole')
    expect((await verify(whole.replace('"number":7', '"number": 7'))).findings[0]?.what).toBe('unreadable')
  })

  test('of the proof of one event', async () => {
    const proof = await proofOf(archive.db, 7)
    await fc.assert(
      fc.asyncProperty(place, async ([at, by]) => {
        expect((await verify(withByte(proof, at, by))).state).not.toBe('whole')
      }),
      { numRuns: 150 },
    )
  })
})
