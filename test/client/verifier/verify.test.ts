// The verifier is a second implementation, after PROTOCOL.md alone. So it is held against the server: on a true archive, on one
// that somebody changed who knows how it is made, and on files with any one byte changed.

import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bytesOf } from '../../../client/verifier/bytes.ts'
import { letGoDue } from '../../../server/store/archive/retention.ts'
import { setRetention } from '../../../server/store/archive/retention-rules.ts'
import { forge } from '../../contract/archive-forgery.ts'
import {
  EVENTS,
  KEYS,
  POOL,
  proofOf,
  type Signing,
  serverReport,
  signedArchive,
  signHead,
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

const number = fc.integer({ min: 1, max: EVENTS })
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

describe('a true archive', () => {
  test('[P22.13] [P22.14] is whole, and so is every stretch of it', async () => {
    expect(await verify(whole)).toEqual({
      ...{
        state: 'whole',
        events: EVENTS,
        from: 1,
        to: EVENTS,
        gone: 0,
        findings: [],
        doubts: [],
        only: null,
      },
      checkpoints: [9, EVENTS].map((size) => ({ pool: POOL, size, at: 1_700_000_000_000, kid: 'k' })),
    })
    await fc.assert(
      fc.asyncProperty(fc.tuple(number, number), async (ends) => {
        const [from = 1, to = 1] = ends.sort((one, other) => one - other)
        const verdict = await verify(await stretchOf(archive.db, from, to))
        expect(verdict).toMatchObject({ state: 'whole', from, to, events: to - from + 1 })
      }),
      { numRuns: 30 },
    )
  })

  test('each event alone is proven, with its text', async () => {
    for (let each = 1; each <= EVENTS; each += 1) {
      const verdict = await verify(await proofOf(archive.db, each))
      expect(verdict).toMatchObject({ state: 'whole', from: each, to: each })
      expect(JSON.parse(verdict.only ?? '')).toMatchObject({ number: each })
    }
    const laidOut = JSON.stringify(JSON.parse(await proofOf(archive.db, 7)), null, 2)
    expect(await verify(laidOut)).toMatchObject({ state: 'whole', from: 7 })
  })

  test('proofs of events that were chosen stand in one file, a line each, as a case has them', async () => {
    const proofs = await Promise.all([3, 7, 20].map((each) => proofOf(archive.db, each)))
    expect(await verify(asFile(proofs))).toMatchObject({
      ...{ state: 'whole', events: 3, from: 3, to: 20, findings: [], only: null },
    })
    const lied = proofs.map((proof) => proof.replace('words 7', 'words 8'))
    expect((await verify(asFile(lied))).findings).toEqual([{ what: 'changed', number: 7 }])
    const beside = [asFile(proofs), '<?xml version="1.0"?>\n<a/>\n']
    expect(await verify(beside), 'another format of the same case').toMatchObject({
      ...{ state: 'not proven', findings: [], doubts: [{ why: 'not ours', file: 'file-1' }] },
    })
    const texts = [3, 7].map(
      (each) => (JSON.parse(lines()[eventLine(each)] ?? '') as { event: string }).event,
    )
    expect(await verify(asFile(texts)), 'events that were chosen, alone').toMatchObject({
      ...{ state: 'not proven', findings: [], doubts: [{ why: 'no checkpoint' }] },
    })
    expect((await verify(asFile(texts), { kept: archive.checkpoints })).findings[0]).toMatchObject({
      ...{ what: 'missing', number: 4 },
    })
    const early = JSON.stringify({ number: 3, event: '{"number":3}', checkpoint: null, path: [] })
    expect(await verify(asFile([early])), 'asked for before it was signed').toMatchObject({
      ...{ state: 'not proven', events: 1, findings: [], doubts: [{ why: 'no checkpoint' }] },
    })
    const elsewhere = (proofs[1] ?? '').replace('"number":7', '"number":8')
    expect((await verify(asFile([elsewhere]))).state).toBe('not whole')
  })

  test('what an adapter wrote is held against a checkpoint that was kept', async () => {
    const texts = lines().flatMap((line) => (JSON.parse(line) as { event?: string }).event ?? [])
    const files = [asFile(texts.slice(0, 9)), asFile(texts.slice(9))]
    expect(await verify(files, { kept: archive.checkpoints })).toMatchObject({
      state: 'whole',
      events: EVENTS,
    })
    const [first] = archive.checkpoints
    const early = await verify(files, { kept: first ? [first] : [] })
    expect(early, 'nothing covers the rest').toMatchObject({
      state: 'not proven',
      doubts: [{ why: 'no checkpoint' }],
    })
    const lied = [files[0]?.replace('words 7', 'words 8') ?? '', files[1] ?? '']
    expect((await verify(lied, { kept: archive.checkpoints })).findings).toEqual([
      { what: 'not the one you kept', size: 9 },
      { what: 'not the one you kept', size: EVENTS },
    ])
  })

  test('texts that retention let go of are told from texts that somebody took', async () => {
    const copy = await signedArchive()
    try {
      await setRetention(copy.db, { scope: { of: 'room', name: 'ma-chan://q/1' }, keepMs: 0 })
      await letGoDue(copy.db, { at: 1_011, by: `sip:backchat@${POOL}`, limit: 10 })
      await signHead(copy.db)
      expect(await verify(await stretchOf(copy.db, 1, EVENTS + 1))).toMatchObject({ state: 'whole', gone: 3 })
      expect(await verify(await stretchOf(copy.db)), 'what says so is not in it').toMatchObject({
        ...{ state: 'not proven', gone: 3, findings: [], doubts: [{ why: 'gone', events: 3 }] },
      })
    } finally {
      await copy.close()
    }
  })

  test('without a key, or with nothing that was signed, it is not called whole', async () => {
    expect(await verify(whole, { keys: new Map() })).toMatchObject({
      ...{ state: 'not proven', doubts: [{ why: 'no key' }], findings: [] },
    })
    expect(await verify('')).toMatchObject({ state: 'not proven', doubts: [{ why: 'no checkpoint' }] })
    const unsigned = asFile(lines().filter((line) => !line.startsWith('{"checkpoint"')))
    expect(await verify(unsigned)).toMatchObject({ state: 'not proven', doubts: [{ why: 'no checkpoint' }] })
  })
})

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
