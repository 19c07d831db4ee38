// What the core needs of the page it runs in.

import { cache } from '../cache/database.ts'
import { browserWorld } from '../cache/world.ts'
import type { CoreParts, Surroundings } from './core.ts'
import { broadcastPort } from './line.ts'
import { dialSocket } from './socket.ts'
import { webClient } from './web-client.ts'

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

export function browserParts(): CoreParts {
  const world = browserWorld()
  return {
    cache,
    world,
    web: webClient((path, init) => fetch(path, init)),
    dial: dialSocket,
    deviceName: () => nameOfBrowser(navigator.userAgent),
    port: broadcastPort('backchat-line'),
    surroundings,
    tab: `${world.clock.now()}-${world.chance.fraction()}`,
  }
}
