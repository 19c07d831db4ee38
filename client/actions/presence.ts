// How the person is seen by others: what they choose, and whether they are at the keys.

import type { ChosenState } from '#shared/presence.ts'
import { intendState } from '../cache/intents.ts'
import { core } from '../sync/core.ts'
import { sinceNow } from '../sync/session-ends.ts'

const STIR_EVERY_MS = 20_000
const SIGNS = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/** Works without network: the last choice is told when there is one. */
export async function chooseState(state: ChosenState): Promise<void> {
  const { cache, world } = core()
  await intendState(cache, { state, stamp: sinceNow(world) })
}

/** From now on whatever is done in this tab counts as being there. */
export function tellWhenStirring(): void {
  let toldAt = Number.NEGATIVE_INFINITY
  const stir = () => {
    const { line, world } = core()
    const now = world.clock.now()
    if (now - toldAt < STIR_EVERY_MS) return
    toldAt = now
    void line.ask('stir', null).catch(() => undefined)
  }
  for (const sign of SIGNS) addEventListener(sign, stir, { passive: true, capture: true })
}
