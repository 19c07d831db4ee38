// One seed, one schedule: several devices talk, everything breaks, everything is mended, and then it is looked at.

import { breachesOf } from './checks.ts'
import type { Script, Size } from './schedule.ts'
import { type Spoiled, Stage } from './stage.ts'

export type Told = {
  seed: number
  breaches: string[]
  script: Script
  settledMs: number
  forgeries: number
  /** Posts that lay on another's disk before the pool had placed them. */
  carried: number
  posts: number
}

export const USUAL: Size = { peers: 5, posts: 14, lastsMs: 36_000 }

export function play(seed: number, size: Size = USUAL, spoiled: Spoiled = {}): Told {
  const stage = new Stage(seed, size, spoiled)
  stage.perform()
  const settledMs = stage.settle()
  return {
    ...{ seed, script: stage.script, settledMs, forgeries: stage.forger.tried, carried: stage.everHeld.size },
    ...{ posts: stage.pool.log.length, breaches: breachesOf(stage) },
  }
}
