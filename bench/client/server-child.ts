// Starts the bench's server as a process of its own and lets it speak.

import { fork } from 'node:child_process'
import { once } from 'node:events'
import type { Asked, Told } from './server.ts'

export async function startServer(dataFolder: string) {
  const child = fork(new URL('server.ts', import.meta.url).pathname, [dataFolder])
  const [told] = (await once(child, 'message')) as [Told]
  return {
    url: told.url,
    says: (asked: Asked) => void child.send(asked),
    stop: () => void (child.connected && child.disconnect()),
  }
}
