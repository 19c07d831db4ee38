// "Retry" on the status line.

import { core } from '../sync/core.ts'

export async function retryNow(): Promise<void> {
  await core().line.ask('hurry', null)
}
