// How long is kept what happened: a room's own rule goes before its category's, and that before the pool's.

import type { ArchiveDb } from './open-archive.ts'

/** Of the pool, or of a category or a room by its address: names change, and another may get an old one. */
export type RetentionScope = { of: 'pool' } | { of: 'category' | 'room'; name: string }
/** `keepMs` is null for ever: a room may be kept in a category that is not. */
export type RetentionRule = { scope: RetentionScope; keepMs: number | null }

const nameOf = (scope: RetentionScope) => (scope.of === 'pool' ? '' : scope.name)

export async function setRetention(db: ArchiveDb, { scope, keepMs }: RetentionRule): Promise<void> {
  await db
    .insertInto('retention')
    .values({ scope: scope.of, name: nameOf(scope), keep_ms: keepMs })
    .onConflict((conflict) => conflict.columns(['scope', 'name']).doUpdateSet({ keep_ms: keepMs }))
    .execute()
}

/** @returns false when there was no such rule */
export async function clearRetention(db: ArchiveDb, scope: RetentionScope): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('retention')
    .where('scope', '=', scope.of)
    .where('name', '=', nameOf(scope))
    .executeTakeFirstOrThrow()
  return numDeletedRows === 1n
}

export async function retentionRules(db: ArchiveDb): Promise<RetentionRule[]> {
  const rows = await db.selectFrom('retention').selectAll().orderBy('scope').orderBy('name').execute()
  return rows.map(({ scope, name, keep_ms }) => ({
    scope: scope === 'pool' ? { of: scope } : { of: scope, name },
    keepMs: keep_ms === null ? null : Number(keep_ms),
  }))
}

/** @returns null for what is kept for ever, as is everything that no rule speaks of */
export function keepOf(
  rules: readonly RetentionRule[],
  room: { uri: string; categoryUri: string } | null,
): number | null {
  const ruleOf = (of: RetentionScope['of'], name: string) =>
    rules.find(({ scope }) => scope.of === of && nameOf(scope) === name)
  const rule =
    (room && (ruleOf('room', room.uri) ?? ruleOf('category', room.categoryUri))) ?? ruleOf('pool', '')
  return rule?.keepMs ?? null
}
