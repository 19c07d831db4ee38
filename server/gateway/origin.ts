// Only browsers send an Origin and only browsers can be tricked into connecting for someone else: absent is
// allowed, foreign and "null" are not. Socket.IO's own cors option does not guard the WebSocket transport.

import type { IncomingMessage } from 'node:http'

/** A name that always means this very machine, as it stands in Host. */
const THIS_MACHINE = /^(?:(?:[a-z0-9-]+\.)*localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i
const LISTENS_HERE_ONLY = /^(?:localhost|127(?:\.\d{1,3}){3}|::1)$/

export type OwnAddresses = {
  /** Configured ones; when empty, the address the request came by counts as ours. */
  origins: readonly string[]
  /** Nobody outside this machine can come, so whoever comes by another name was led here by that name's owner. */
  thisMachineOnly: boolean
}

export function ownAddresses(config: {
  host: string
  trustProxy: boolean
  publicUrl: string | undefined
  poolUrls: string[] | undefined
}): OwnAddresses {
  const { host, trustProxy, publicUrl, poolUrls } = config
  return {
    origins: publicUrl === undefined ? [] : [publicUrl, ...(poolUrls ?? [])],
    // A proxy beside us brings people from elsewhere.
    thisMachineOnly: LISTENS_HERE_ONLY.test(host) && !trustProxy,
  }
}

export function isOwnOrigin(request: Pick<IncomingMessage, 'headers'>, own: OwnAddresses): boolean {
  const { origin, host = '' } = request.headers
  if (origin === undefined) return true
  if (own.origins.length > 0) return own.origins.includes(origin)
  if (own.thisMachineOnly && !isThisMachine(host)) return false
  return origin === `http://${host}` || origin === `https://${host}`
}

export function isThisMachine(host: string): boolean {
  return THIS_MACHINE.test(host)
}
