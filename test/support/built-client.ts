// Builds the web app once, before any browser opens it.

import { buildClientIfStale } from '../../scripts/build-client.ts'

export async function setup(): Promise<void> {
  await buildClientIfStale()
}
