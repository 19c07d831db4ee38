// Where a schedule happens: one browser profile, one server, the network between them, and chance.

import type { LineMessage } from '../../../client/sync/line.ts'
import type { SeededRandom } from '../../support/seeded-random.ts'
import { BRIDGE, HARBOUR } from '../support/cast.ts'
import { ModelServer } from './model-server.ts'
import { SharedLocks } from './shared-locks.ts'
import { VirtualTime } from './virtual-time.ts'

export const ROOMS = [HARBOUR, BRIDGE]

/** Another tab on the line. */
type Listener = { hear(message: LineMessage): void }

export class Place {
  readonly profile: string
  readonly random: SeededRandom
  readonly time: VirtualTime
  readonly locks = new SharedLocks()
  readonly server: ModelServer
  readonly line = new Set<Listener>()
  isOnline = true

  constructor(random: SeededRandom) {
    this.random = random
    this.profile = `schedule-${random.seed}`
    this.time = new VirtualTime(random)
    this.server = new ModelServer(this.time, random, ROOMS)
  }

  canReach(): boolean {
    return this.isOnline && this.server.isUp
  }

  tellOthers(message: LineMessage, from: Listener): void {
    for (const tab of this.line) if (tab !== from) tab.hear(message)
  }

  bytes(count: number): Uint8Array<ArrayBuffer> {
    return Uint8Array.from({ length: count }, () => this.random.below(256))
  }

  pick<T>(items: readonly T[]): T | undefined {
    return items[this.random.below(items.length)]
  }
}
