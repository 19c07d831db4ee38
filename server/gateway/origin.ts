// Only browsers send an Origin and only browsers can be tricked into connecting for someone else: absent is
// allowed, foreign and "null" are not. Socket.IO's own cors option does not guard the WebSocket transport.

import type { IncomingMessage } from 'node:http'

/** @param ownOrigins configured addresses; when empty, the address the request came by counts as ours */
export function isOwnOrigin(
  request: Pick<IncomingMessage, 'headers'>,
  ownOrigins: readonly string[],
): boolean {
  const { origin, host } = request.headers
  if (origin === undefined) return true
  if (ownOrigins.includes(origin)) return true
  if (ownOrigins.length > 0) return false
  return origin === `http://${host}` || origin === `https://${host}`
}
