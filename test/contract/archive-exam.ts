// The exam that the archive sits on each database: each event once, in one order, provably.

import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { branchHash, leafHash, rootFromPath } from '#shared/archive/merkle.ts'
import { proofOf, readHead } from '../../server/store/archive/checkpoints.ts'
import { readEvents, readRooms } from '../../server/store/archive/read-events.ts'
import { takeEvents } from '../../server/store/archive/take.ts'
import { sha256 } from '../../server/store/archive/tree.ts'
import { type ArchiveExam, incoming, report, signNow, some } from './archive-fixture.ts'
import { examineRuns } from './archive-runs.ts'

const ORIGIN = 'this queue'

/** The tree as its definition says it, over all leaves at once. */
function rootOver(leaves: Uint8Array[]): Uint8Array {
  const [only] = leaves
  if (!only) return sha256(new Uint8Array())
  if (leaves.length === 1) return only
  const middle = 2 ** Math.ceil(Math.log2(leaves.length) - 1)
  return branchHash(sha256, rootOver(leaves.slice(0, middle)), rootOver(leaves.slice(middle)))
}

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
const leafOf = (event: string | null) => leafHash(sha256, new TextEncoder().encode(event ?? ''))
const everything = { after: 0, upTo: 1_000_000, limit: 1_000_000 }

export function examineArchive(name: string, open: () => Promise<ArchiveExam>): void {
  let exam: ArchiveExam
  beforeEach(async () => {
    exam = await open()
  })
  afterEach(() => exam.close())

  describe(`${name}: what is archived`, () => {
    test('is there once and in one order, however often and by whomever it is handed over', async () => {
      const spans = fc.array(fc.tuple(fc.nat(40), fc.nat(20), fc.boolean()), { minLength: 1, maxLength: 8 })
      let first = 0
      await fc.assert(
        fc.asyncProperty(spans, async (asked) => {
          const before = (await readEvents(exam.db, everything)).map(({ event }) => event)
          await Promise.all(
            asked.map(([from, length, isOther]) =>
              takeEvents(isOther ? exam.other : exam.db, ORIGIN, some(first + from, first + from + length)),
            ),
          )
          const wanted = new Set(
            asked
              .flatMap(([from, length]) => some(first + from, first + from + length))
              .map(({ source }) => source),
          )
          first += 100
          const after = await readEvents(exam.db, everything)
          expect(after.map(({ number }) => number)).toEqual(after.map((_, at) => at + 1))
          expect(after.slice(0, before.length).map(({ event }) => event)).toEqual(before)
          const added = after
            .slice(before.length)
            .map(({ event }) => JSON.parse(event ?? '') as { seq: number })
          expect(added.map(({ seq }) => seq).sort((a, b) => a - b)).toEqual([...wanted].sort((a, b) => a - b))
          const head = await readHead(exam.db)
          expect(hex(head.root)).toBe(hex(rootOver(after.map(({ event }) => leafOf(event)))))
        }),
        { numRuns: 12 },
      )
      await signNow(exam)
      expect(await report(exam)).toMatchObject({ findings: [], checkpoints: 1 })
    })

    test('is another event when a queue that was put back from a backup gives its place to one', async () => {
      await takeEvents(exam.db, ORIGIN, some(1, 3))
      const again = await takeEvents(exam.db, ORIGIN, [incoming(2), incoming(3, { post: 'another' })])
      expect(again).toEqual({ added: 1, size: 4 })
      expect(await takeEvents(exam.db, 'another queue', [incoming(2)])).toEqual({ added: 1, size: 5 })
    })

    test('is told room by room, in the order in which they appear', async () => {
      await takeEvents(exam.db, ORIGIN, some(1, 10))
      const rooms = await readRooms(exam.db, { from: 2, to: 9, after: 0, limit: 10 })
      expect(rooms).toEqual([
        { room: 'ma-chan://q/2', first: 2, last: 8 },
        { room: 'ma-chan://q/0', first: 3, last: 9 },
        { room: 'ma-chan://q/1', first: 4, last: 7 },
        { room: null, first: 5, last: 5 },
      ])
      const outside = await readEvents(exam.db, { ...everything, room: null })
      expect(outside.map(({ number }) => number)).toEqual([5, 10])
    })

    test('[P22.8] can each be shown to be there, to anybody who has the checkpoint', async () => {
      await takeEvents(exam.db, ORIGIN, some(1, 13))
      await signNow(exam)
      await takeEvents(exam.db, ORIGIN, some(14, 20))
      await signNow(exam)
      for (const { number, event } of await readEvents(exam.db, everything)) {
        const proof = await proofOf(exam.db, number)
        if (!proof) throw new Error('There is a checkpoint.')
        const { checkpoint, path } = proof
        expect(checkpoint.size).toBe(number <= 13 ? 13 : 20)
        const place = { leaf: number - 1, size: checkpoint.size }
        const rootFor = (text: string | null) => rootFromPath(sha256, place, { leafHash: leafOf(text), path })
        expect(rootFor(event)).toEqual(new Uint8Array(checkpoint.root))
        expect(rootFor(`${event} `)).not.toEqual(new Uint8Array(checkpoint.root))
      }
      expect(await proofOf(exam.db, 21)).toBeUndefined()
    })
  })

  examineRuns(name, () => exam)
}
