// What happens in one schedule, chosen by the seed before it begins, and one readable line for each.

import type { RoomUri } from '#shared/uri.ts'
import { BRIDGE, HARBOUR } from '../support/cast.ts'
import type { Events } from './events.ts'

/** What Ada does, in a tab that is awake. */
export type AdasAct =
  | { does: 'writes' | 'amends' | 'reads' | 'opens' | 'scrolls up' | 'follows' | 'unfollows'; room: RoomUri }
  | { does: 'edits' | 'calls off' | 'retries' }
export type OthersAct = {
  does: 'somebody writes' | 'somebody amends' | 'is removed from' | 'is let into'
  room: RoomUri
}
export type TabTrouble = 'tab dies' | 'tab reloads' | 'tab opens' | 'tab freezes' | 'tab thaws'
export type Trouble =
  | 'network goes'
  | 'network comes'
  | 'wires break'
  | 'wires go silent'
  | 'server crashes'
  | 'server starts'
  | 'server crashes before its next commit'
  | 'server crashes after its next commit'
  | 'server is busy'
  | 'server is free'
  | 'database fails'
  | 'database heals'
  | 'server forgets sessions'
  | 'server loses and repeats what is live'
  | 'disk fills up'
  | 'disk has room'
export type Act =
  | ({ by: 'ada' } & AdasAct)
  | ({ by: 'others' } & OthersAct)
  | { by: 'browser'; does: TabTrouble }
  | { by: 'world'; does: Trouble }
export type Step = { at: number; act: Act }

/** The steps that follow others may fall behind it; healing cuts them off. */
export const LASTS_MS = 15_000
const ACTS_LEAST = 8
const ACTS_MOST = 22

type Make = (events: Events) => Act[]
const room = (events: Events): RoomUri => events.pick([HARBOUR, HARBOUR, BRIDGE])
const ada =
  (does: Extract<AdasAct, { room: RoomUri }>['does']): Make =>
  (events) => [{ by: 'ada', does, room: room(events) }]
const others =
  (does: OthersAct['does']): Make =>
  (events) => [{ by: 'others', does, room: room(events) }]
const toPost =
  (does: 'edits' | 'calls off' | 'retries'): Make =>
  () => [{ by: 'ada', does }]
const browser =
  (...acts: TabTrouble[]): Make =>
  () =>
    acts.map((does) => ({ by: 'browser', does }))
const world =
  (...acts: Trouble[]): Make =>
  () =>
    acts.map((does) => ({ by: 'world', does }))

/** Several posts of somebody else's, in one room. */
const talk: Make = (events) => {
  const uri = room(events)
  return Array.from({ length: 2 + events.random.below(4) }, () => ({
    by: 'others',
    does: 'somebody writes',
    room: uri,
  }))
}

/** Each with how often it is chosen; of a list, the later ones follow the first after a while. */
const CHOICES: readonly [number, Make][] = [
  [30, ada('writes')],
  [10, others('somebody writes')],
  [3, talk],
  [10, others('somebody amends')],
  [6, ada('amends')],
  [4, ada('reads')],
  [3, ada('opens')],
  [3, ada('scrolls up')],
  [1, ada('follows')],
  [1, ada('unfollows')],
  [2, toPost('edits')],
  [2, toPost('calls off')],
  [3, toPost('retries')],
  [
    2,
    (events) => {
      const uri = room(events)
      return [
        { by: 'others', does: 'is removed from', room: uri },
        { by: 'others', does: 'is let into', room: uri },
      ]
    },
  ],
  [1, others('is removed from')],
  [4, browser('tab dies', 'tab opens')],
  [3, browser('tab reloads')],
  [4, browser('tab opens')],
  [3, browser('tab freezes', 'tab thaws')],
  [2, world('network goes', 'network comes')],
  [4, world('wires break')],
  [2, world('wires go silent')],
  [3, world('server crashes', 'server starts')],
  [2, world('server crashes before its next commit')],
  [3, world('server crashes after its next commit')],
  [3, world('server is busy', 'server is free')],
  [4, world('database fails', 'database heals')],
  [1, world('server forgets sessions')],
  [4, world('server loses and repeats what is live')],
  [2, world('disk fills up', 'disk has room')],
]

const TOTAL = CHOICES.reduce((sum, [weight]) => sum + weight, 0)

function choose(events: Events): Act[] {
  let place = events.random.below(TOTAL)
  for (const [weight, make] of CHOICES) {
    place -= weight
    if (place < 0) return make(events)
  }
  return []
}

export function planOf(events: Events): Step[] {
  const count = ACTS_LEAST + events.random.below(ACTS_MOST - ACTS_LEAST)
  const steps: Step[] = []
  for (let made = 0; made < count; made += 1) {
    let at = events.between(0, LASTS_MS)
    // Half of what happens comes in bursts, when things are most likely to meet.
    if (steps.length > 0 && events.chance(0.5)) at = events.pick(steps).at + events.between(0, 60)
    for (const act of choose(events)) {
      steps.push({ at, act })
      at += events.between(50, 6_000)
    }
  }
  return steps.filter(({ at }) => at < LASTS_MS).sort((a, b) => a.at - b.at)
}

export function sentenceOf({ at, act }: Step): string {
  const where = 'room' in act ? ` ${act.room === HARBOUR ? 'Harbour' : 'Bridge'}` : ''
  return `${(at / 1000).toFixed(3).padStart(7)} s  ${act.does}${where}`
}
