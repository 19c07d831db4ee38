// Keeping what was told, so that nothing is told twice, nor again at the next start.

import * as alerts from '../cache/alerts.ts'
import { core } from '../sync/core.ts'

export async function beginTelling(): Promise<void> {
  await alerts.beginTelling(core().cache)
}

/** @param ts of the post, epoch ms */
export async function markTold(ts: number): Promise<void> {
  await alerts.markTold(core().cache, ts)
}
