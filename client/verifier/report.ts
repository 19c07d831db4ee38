// What was found so far, over all files. Nothing wrong is not yet whole: for that, something that is trusted must cover the last event.

import { isSame } from './bytes.ts'
import { type Checkpoint, type Keys, signedBy } from './checkpoint.ts'
import { type Doubt, FINDINGS_MAX, type Finding, type Verdict } from './finding.ts'
import type { Piece } from './reading.ts'
import { isUnderRoot, numberIn } from './single.ts'
import { createWalk } from './walk.ts'

export type Trusted = { keys: Keys; kept: readonly Checkpoint[] }

type Stretch = { walk: ReturnType<typeof createWalk>; pool: string | null; to: number; signedTo: number }

export function createReport({ keys, kept }: Trusted) {
  const [findings, doubts]: [Finding[], Doubt[]] = [[], []]
  const checkpoints: Verdict['checkpoints'] = []
  const reached = new Set<Checkpoint>()
  const numbers = { events: 0, gone: 0, from: null as number | null, to: null as number | null }
  const only: (string | null)[] = []
  let [stretch, isTold]: [Stretch | undefined, boolean] = [undefined, false]

  function find(finding: Finding): void {
    if (findings.length < FINDINGS_MAX) findings.push(finding)
  }

  /** Texts alone may be those that somebody chose; holes in them mean something only to whoever kept what covers all. */
  function findInTexts(finding: Finding): void {
    if (finding.what !== 'missing' || kept.length > 0) find(finding)
  }

  function doubt(one: Doubt): void {
    const isSaid = doubts.some(({ why }) => why === one.why)
    if (!isSaid || 'size' in one || 'file' in one) doubts.push(one)
  }

  function count(from: number, to: number): void {
    numbers.from = Math.min(numbers.from ?? from, from)
    numbers.to = Math.max(numbers.to ?? to, to)
  }

  /** @returns whether it is one that was kept; one that contradicts it is told of */
  function compareWithKept(checkpoint: Checkpoint): boolean {
    const same = kept.find(({ size, pool }) => size === checkpoint.size && pool === checkpoint.pool)
    if (!same) return false
    const isKept = isSame(same.root, checkpoint.root) && isSame(same.chain, checkpoint.chain)
    if (!isKept && !reached.has(same)) find({ what: 'not the one you kept', size: checkpoint.size })
    reached.add(same)
    return isKept
  }

  async function trust(checkpoint: Checkpoint): Promise<void> {
    const { pool, size, at, kid } = checkpoint
    const isKept = compareWithKept(checkpoint)
    const signed = await signedBy(keys, checkpoint)
    if (signed === 'no') return find({ what: 'not signed by the pool', size })
    if (signed === 'unable') doubt({ why: 'no Ed25519' })
    if (signed === 'unknown' && !isKept) doubt({ why: 'no key' })
    checkpoints.push({ pool, size, at, kid })
  }

  async function holdAgainst(checkpoint: Checkpoint, after: Extract<Piece, { is: 'checkpoint' }>['after']) {
    const { size, pool } = checkpoint
    const held = await stretch?.walk.holdAgainst(checkpoint, after)
    if (!stretch || !held?.fits || (stretch.pool ?? pool) !== pool)
      find({ what: 'not what was signed', size })
    await trust(checkpoint)
    if (stretch) stretch.signedTo = Math.max(stretch.signedTo, size)
  }

  /** Those that were kept by others say something of this place too. */
  async function holdAgainstKept(): Promise<void> {
    for (const checkpoint of kept)
      if (stretch && checkpoint.size === stretch.walk.at() && !reached.has(checkpoint)) {
        const { fits } = await stretch.walk.holdAgainst(checkpoint, [])
        reached.add(checkpoint)
        if (fits) await trust(checkpoint)
        else find({ what: 'not the one you kept', size: checkpoint.size })
        stretch.signedTo = checkpoint.size
      }
  }

  async function single(piece: Extract<Piece, { is: 'proof' }>): Promise<void> {
    const { number, event, checkpoint } = piece
    const isUnder = await isUnderRoot(piece)
    numbers.events += 1
    count(number, number)
    only.push(event)
    if (event === null) numbers.gone += 1
    if (isUnder === undefined) doubt({ why: 'gone', events: 1 })
    else if (!isUnder) find({ what: 'changed', number })
    else if (numberIn(event ?? '') !== number) find({ what: 'misplaced', number })
    await trust(checkpoint)
  }

  function end(): void {
    if (!stretch) return
    const { walk, to, signedTo } = stretch
    walk.missUpTo(to)
    const { events, gone, untold } = walk.counted()
    numbers.events += events
    numbers.gone += gone
    if (untold > 0) doubt({ why: 'gone', events: untold })
    if (signedTo < walk.at()) doubt({ why: 'no checkpoint' })
    stretch = undefined
  }

  function unsigned({ number, event }: Extract<Piece, { is: 'unsigned' }>): void {
    numbers.events += 1
    count(number, number)
    only.push(event)
    if (event !== null && numberIn(event) !== number) find({ what: 'misplaced', number })
    doubt({ why: 'no checkpoint' })
  }

  return {
    find,
    doubt,
    async take(piece: Piece): Promise<void> {
      isTold = true
      if (piece.is === 'proof') return single(piece)
      if (piece.is === 'unsigned') return unsigned(piece)
      if (piece.is === 'head') {
        end()
        stretch = { walk: createWalk(find, piece), pool: piece.pool, to: piece.to, signedTo: 0 }
        return count(piece.from, piece.to)
      }
      if (piece.is === 'checkpoint') return holdAgainst(piece.checkpoint, piece.after)
      if (piece.is === 'text') {
        stretch ??= { walk: createWalk(findInTexts, beginAt(piece.number)), pool: null, to: 0, signedTo: 0 }
        await stretch.walk.text(piece)
        count(piece.number, piece.number)
      } else {
        // An event with a proof has its place under a head.
        stretch ??= { walk: createWalk(find), pool: null, to: 0, signedTo: 0 }
        await stretch.walk.event(piece)
      }
      await holdAgainstKept()
    },
    /** What adapters write goes on in the next file. */
    async endFile(): Promise<void> {
      if (stretch?.pool !== null) end()
    },
    end(): Verdict {
      end()
      for (const each of kept) if (!reached.has(each)) doubt({ why: 'not reached', size: each.size })
      if (!isTold || checkpoints.length === 0) doubt({ why: 'no checkpoint' })
      const state = findings.length > 0 ? 'not whole' : doubts.length > 0 ? 'not proven' : 'whole'
      return {
        state,
        ...numbers,
        checkpoints,
        findings,
        doubts,
        only: only.length === 1 ? (only[0] ?? null) : null,
      }
    },
  }
}

/** An adapter that was set up later begins later; nothing is known of what was before. */
function beginAt(number: number) {
  return { from: number, to: number, chain: new Uint8Array(32), peaks: [] }
}
