import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addRun,
  cutRun,
  gapsBetween,
  isHeld,
  newestGap,
  newestHeld,
  type Run,
  runAround,
  runsOf,
} from '#shared/runs.ts'

const run = fc
  .tuple(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 0, max: 12 }))
  .map(([from, length]): Run => ({ from, to: from + length }))
const change = fc.record({ kind: fc.constantFrom('add', 'cut'), run })

function numbersIn(runs: readonly Run[]): number[] {
  return runs.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, index) => from + index))
}

/** The same as a set of numbers, which cannot be wrong. */
function heldAfter(changes: { kind: string; run: Run }[]): { runs: Run[]; held: Set<number> } {
  let runs: Run[] = []
  const held = new Set<number>()
  for (const { kind, run: span } of changes) {
    runs = kind === 'add' ? addRun(runs, span) : cutRun(runs, span)
    for (const seq of numbersIn([span])) {
      if (kind === 'add') held.add(seq)
      else held.delete(seq)
    }
  }
  return { runs, held }
}

const sorted = (held: Set<number>) => [...held].sort((a, b) => a - b)

describe('runs of held seq', () => {
  it('hold exactly what was added and not cut, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const { runs, held } = heldAfter(changes)
        expect(numbersIn(runs)).toEqual(sorted(held))
      }),
    )
  })

  it('never touch or overlap, so between two of them there is always a gap', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const gaps = gapsBetween(heldAfter(changes).runs)
        expect(gaps.every((gap) => gap.from <= gap.to)).toBe(true)
      }),
    )
  })

  it('answer what is held and where the newest part begins', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 20 }), run, (changes, asked) => {
        const { runs, held } = heldAfter(changes)
        expect(isHeld(runs, asked)).toBe(numbersIn([asked]).every((seq) => held.has(seq)))
        expect(runAround(runs, asked.from) !== undefined).toBe(held.has(asked.from))
        expect(newestHeld(runs)).toBe(sorted(held).at(-1) ?? 0)
      }),
    )
  })

  it('are made from single numbers in any order', () => {
    expect(runsOf([5, 1, 2, 9, 4, 2])).toEqual([
      { from: 1, to: 2 },
      { from: 4, to: 5 },
      { from: 9, to: 9 },
    ])
    expect(newestGap(runsOf([5, 1, 9]))).toEqual({ from: 6, to: 8 })
    expect(newestGap(runsOf([5]))).toBeUndefined()
    expect(isHeld([], { from: 3, to: 2 })).toBe(true)
  })
})
