// What the core needs of the page it runs in.

import { cache } from '../cache/database.ts'
import { browserWorld } from '../cache/world.ts'
import type { CoreParts, Surroundings } from './core.ts'
import { broadcastPort } from './line.ts'
import type { Grounds } from './sign-in.ts'
import { webClient } from './web-client.ts'
import type { Dial } from './wire.ts'

const LOAD_AGAIN_MS = 5_000

const surroundings: Surroundings = {
  isOnline: () => navigator.onLine,
  watch({ back, gone }) {
    addEventListener('online', back)
    addEventListener('offline', gone)
    document.addEventListener('visibilitychange', () => {
      if (document.visibilityState === 'visible') back()
    })
  },
}

/** What the list of a person's devices shows, such as "Firefox, Linux". */
export function nameOfBrowser(userAgent: string): string {
  const browser = ['Edg', 'OPR', 'Firefox', 'Chrome', 'Safari'].find((name) => userAgent.includes(`${name}/`))
  const system = ['Android', 'iPhone', 'iPad', 'Windows', 'Mac OS', 'Linux'].find((name) =>
    userAgent.includes(name),
  )
  const named = { Edg: 'Edge', OPR: 'Opera' }[browser ?? ''] ?? browser ?? 'Browser'
  return system === undefined ? named : `${named}, ${system}`
}

const loadSocket = () => import('./socket.ts')
const dial: Dial = async (...call) => (await loadSocket()).dialSocket(...call)

/** The network may be gone in the middle of the app's files. What came can be used, and the rest is asked for again. */
async function loadLeader() {
  void loadSocket().catch(() => undefined)
  for (;;) {
    const file = await import('./leader.ts').catch(() => undefined)
    if (file !== undefined) return file.Leader
    await new Promise((resolve) => setTimeout(resolve, LOAD_AGAIN_MS))
  }
}

/** Where it cannot be loaded now, what came waits for the next visit. */
async function lookForFeeds({ cache, world: { clock } }: Grounds): Promise<void> {
  const file = await import('./feed-watch.ts').catch(() => undefined)
  file?.keepFeedsLooking({ cache, clock })
}

export function browserParts(): CoreParts {
  const world = browserWorld()
  return {
    cache,
    world,
    web: webClient((path, init) => fetch(path, init)),
    dial,
    deviceName: () => nameOfBrowser(navigator.userAgent),
    port: broadcastPort('backchat-line'),
    surroundings,
    loadLeader,
    whileLeading: (grounds) => void lookForFeeds(grounds),
    tab: `${world.clock.now()}-${world.chance.fraction()}`,
  }
}
