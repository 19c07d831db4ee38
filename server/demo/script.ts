// All scenes laid out in time: who says what, where and when, in the order of the clock.

import type { Room, Who } from './cast.ts'
import type { Scene } from './scene.ts'
import { daily } from './scenes/daily.ts'
import { harbour } from './scenes/harbour.ts'
import { justNow, ships } from './scenes/ships.ts'

export type Utterance = { at: number; room: Room; who: Who; text: string }

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
/** Nothing of the script is younger than the talk that is going on. */
const TALK_MINUTES = 16
const SEED = 0x6b17

export function writeScript(now: number): Utterance[] {
  const chance = seeded(SEED)
  const latest = now - TALK_MINUTES * MINUTE_MS
  const past = [...daily, ...harbour, ...ships].flatMap((scene) => spoken(scene, startOf(scene, now), chance))
  const talk = justNow.flatMap((scene) => spoken(scene, now - scene.minutesAgo * MINUTE_MS, chance))
  return [...past.filter(({ at }) => at < latest), ...talk].sort((a, b) => a.at - b.at)
}

type Spoken = Pick<Scene, 'room' | 'lines'>

function spoken({ room, lines }: Spoken, start: number, chance: () => number): Utterance[] {
  let at = start
  return lines.map(([who, text]) => {
    at += Math.floor((0.4 + chance() * 2.6) * MINUTE_MS)
    return { at, room, who, text }
  })
}

function startOf({ ago, at }: Scene, now: number): number {
  const [hours = 0, minutes = 0] = at.split(':').map(Number)
  return Math.floor(now / DAY_MS) * DAY_MS - ago * DAY_MS + (hours * 60 + minutes) * MINUTE_MS
}

/** Mulberry32: the same talk in every demo. */
export function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
