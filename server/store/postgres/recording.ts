// Recording what is appended: the events of a batch, with the words that its edits replace.

import type { PoolClient } from 'pg'
import type { AppendItem } from '../append.ts'
import { withEarlier } from '../earlier-words.ts'
import type { ComplianceEvent } from '../jobs/compliance.ts'
import { EARLIER } from './append-statements.ts'

/** Words by the name of the post that they are of. */
export type Words = Map<string, string | null>

const nameOf = ({ device, id }: { device: string; id: string }) => `${device} ${id}`

/** Undefined for a batch without edits, which asks for nothing. */
export function askForEarlier(client: PoolClient, items: readonly AppendItem[]): Promise<Words> | undefined {
  const wanted = items.flatMap(({ amends }) => (amends?.kind === 'edit' ? [amends.target] : []))
  if (wanted.length === 0) return undefined
  const names = [wanted.map(({ device }) => device), wanted.map(({ id }) => id)]
  return client.query<{ signed: string | null }>(EARLIER, names).then(({ rows }) => {
    return new Map(wanted.map((target, at) => [nameOf(target), rows[at]?.signed ?? null]))
  })
}

/** In the order of the batch: what it says itself is what its later edits replace. */
export function eventsOf(
  additions: readonly { item: AppendItem; seq: number }[],
  earlier: Words | undefined,
): ComplianceEvent[] {
  const words: Words = new Map(earlier)
  return additions.map(({ item, seq }) => {
    const { amends, event, signed } = item
    if (amends === undefined) words.set(nameOf(item), signed)
    if (amends?.kind !== 'edit') return { ...event, seq }
    const name = nameOf(amends.target)
    const body = withEarlier(event.body, words.get(name) ?? null)
    words.set(name, signed)
    return { ...event, seq, body }
  })
}
