// The verifier is a second implementation, after PROTOCOL.md alone. So it is held against what the server writes of a true archive.

import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { letGoDue } from '../../../server/store/archive/retention.ts'
import { setRetention } from '../../../server/store/archive/retention-rules.ts'
import { EVENTS, POOL, proofOf, type Signing, signedArchive, signHead, stretchOf, verify } from './archive.ts'

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
