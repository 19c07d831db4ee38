// Whether holds and rules are as the archive itself tells of them: whoever can write to its database could else let go of what is held,
// and it would look like retention.

import { leafHash } from '#shared/archive/merkle.ts'
import { holds } from './holds.ts'
import type { ArchiveDb } from './open-archive.ts'
import { retentionRules } from './retention-rules.ts'
import { isEqual, sha256 } from './tree.ts'

/** By the name of a hold, or by what a rule is of: `pool`, or an address. */
export type KeepingFinding = {
  what: 'a hold is not as it was told' | 'a rule is not as it was told'
  of: string
}

type Change = { from: unknown; to: unknown }
type Told = { kind: 'hold' | 'retention'; body: { act: string; changes?: Record<string, Change> } }
const COVERED = ['person', 'room', 'from', 'to'] as const
const EVENTS_AT_ONCE = 500

export async function heldAgainstKeeping(db: ArchiveDb): Promise<KeepingFinding[]> {
  const told = { holds: new Map<string, ToldHold>(), rules: new Map<string, unknown>() }
  for await (const { kind, body } of actsOf(db)) {
    const { act, changes = {} } = body
    if (kind === 'retention') applyRule(told.rules, act, changes)
    else applyHold(told.holds, act, changes)
  }
  const open = (await holds(db)).filter(({ released }) => released === null)
  const isHeld = (name: string, cover: string) =>
    open.some((hold) => hold.name === name && coverOf((each) => hold[each]) === cover)
  const rules = new Map(
    (await retentionRules(db)).map(({ scope, keepMs }) => [
      scope.of === 'pool' ? scope.of : scope.name,
      keepMs,
    ]),
  )
  return [
    ...[...told.holds]
      .filter(([name, { open: times, cover }]) => times > 0 && !isHeld(name, cover))
      .map(([of]) => ({ what: 'a hold is not as it was told' as const, of })),
    ...[...told.rules]
      .filter(([of, keepMs]) => rules.get(of) !== keepMs)
      .map(([of]) => ({ what: 'a rule is not as it was told' as const, of })),
  ]
}

const coverOf = (read: (member: (typeof COVERED)[number]) => unknown) =>
  JSON.stringify(COVERED.map((each) => read(each) ?? null))

/** How often it was added and not released, in whatever order that is told: a case that is closed tells of it at once. */
type ToldHold = { open: number; cover: string }

function applyHold(told: Map<string, ToldHold>, act: string, changes: Record<string, Change>): void {
  const name = String(act === 'add' ? changes.name?.to : changes.name?.from)
  const { open, cover } = told.get(name) ?? { open: 0, cover: '' }
  if (act === 'add') told.set(name, { open: open + 1, cover: coverOf((each) => changes[each]?.to) })
  else told.set(name, { open: open - 1, cover })
}

function applyRule(rules: Map<string, unknown>, act: string, changes: Record<string, Change>): void {
  const side = act === 'set' ? 'to' : 'from'
  if (act !== 'set' && act !== 'clear') return
  const of = changes.of?.[side] === 'pool' ? 'pool' : String(changes.name?.[side])
  rules.set(of, act === 'set' ? (changes.keepMs?.to ?? null) : undefined)
}

/** What was changed is told of by others; it is not believed here. */
async function* actsOf(db: ArchiveDb): AsyncGenerator<Told> {
  for (let after = 0; ; ) {
    const rows = await db
      .selectFrom('events')
      .select(['number', 'event', 'hash'])
      .where('kind', 'in', ['hold', 'retention'])
      .where('event', 'is not', null)
      .where('number', '>', after)
      .orderBy('number')
      .limit(EVENTS_AT_ONCE)
      .execute()
    for (const { event, hash } of rows)
      if (event !== null && isEqual(leafHash(sha256, new TextEncoder().encode(event)), hash))
        yield JSON.parse(event) as Told
    after = Number(rows.at(-1)?.number ?? after)
    if (rows.length < EVENTS_AT_ONCE) return
  }
}
