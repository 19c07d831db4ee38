// The core of one tab, put together: it reads and writes the cache, and stands for leader.

import type { Locks } from '../cache/world.ts'
import type { Network } from './connector.ts'
import type { Leader } from './leader.ts'
import { Line, type Port } from './line.ts'
import type { Grounds } from './sign-in.ts'

/** The page's own events: the network went or came back, the page is looked at again. */
export type Surroundings = Network & { watch(on: { back(): void; gone(): void }): void }
export type Core = Grounds & { line: Line }
export type CoreParts = Grounds & {
  port: Port
  surroundings: Surroundings
  tab: string
  /** What leading takes is most of the core, and the first screen is drawn without it. */
  loadLeader(): Promise<typeof Leader>
  /** What the tab that leads does besides being connected. */
  whileLeading?(grounds: Grounds): void
}

export function makeCore({ port, surroundings, tab, loadLeader, whileLeading, ...grounds }: CoreParts): Core {
  const line = new Line(port, grounds.world.clock, tab)
  const stand = (Loaded: typeof Leader) =>
    standForLeader(grounds.world.locks, async () => {
      const leader = new Loaded(grounds, surroundings, line)
      surroundings.watch({ back: () => leader.hurry(), gone: () => leader.networkGone() })
      leader.lead()
      whileLeading?.(grounds)
      await new Promise<never>(() => undefined)
    })
  void loadLeader().then(stand)
  return { ...grounds, line }
}

/** Waits for its turn; `lead` keeps the lead until what it returns is settled. */
export function standForLeader(locks: Locks, lead: () => Promise<void>): void {
  void locks.hold('backchat-leader', lead)
}

const started = Promise.withResolvers<Core>()
const running: { core?: Core } = {}

/** Settled once the app is booted. */
export const whenStarted: Promise<Core> = started.promise

export function startCore(parts: CoreParts): void {
  running.core ??= makeCore(parts)
  started.resolve(running.core)
}

/** What the actions of this tab work with. */
export function core(): Core {
  if (running.core === undefined) throw new TypeError('The app has not been booted.')
  return running.core
}
