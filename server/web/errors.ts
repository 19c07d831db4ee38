// The one place that turns errors into answers: a refusal keeps its code and sentence, anything else
// is logged whole and leaves without details.

import type { Socket } from 'node:net'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { XccosError } from '#shared/errors.ts'
import type { ErrorBody } from '#shared/web/errors.ts'
import { refusalFor, StoreFault } from '../store/fault.ts'
import type { WebServices } from './services.ts'

/** What the HTTP library itself refuses, in our words. */
const REFUSED_BY_LIBRARY: Record<number, XccosError> = {
  400: new XccosError('InvalidArgument', 'The request or its body cannot be read.'),
  // A path that leads out of the app's files.
  403: nothingHere(),
  413: new XccosError('LimitExceeded', 'The body is too large.'),
  414: new XccosError('LimitExceeded', 'The address is too long.'),
  415: notJson(),
  416: new XccosError('InvalidArgument', 'The file has no such part.'),
  431: new XccosError('LimitExceeded', 'The headers are too large.'),
}

/** When to ask again after the store was away. */
const STORE_RETRY_S = 1

export function answerErrors(app: FastifyInstance, { log }: WebServices): void {
  app.setErrorHandler((error: FastifyError, request, reply) => {
    if (error instanceof XccosError) return refuse(reply, error)
    const known = REFUSED_BY_LIBRARY[error.statusCode ?? 0]
    if (known) return refuse(reply, known, known.code === 'NoSuchNode' ? known.status : error.statusCode)
    const passing = error instanceof StoreFault ? refusalFor(error) : undefined
    if (passing) {
      log.warn({ err: error }, 'the store could not be asked')
      return refuse(reply.header('retry-after', STORE_RETRY_S), passing)
    }
    log.error({ err: error, method: request.method, route: request.routeOptions.url }, 'a request failed')
    return refuse(reply, new XccosError('ServerError', 'Something went wrong on the server.'))
  })
}

/** For an address that no route could be looked up by: the hooks and the handler above are not asked then. */
export function refuseAddress(_error: FastifyError, _request: FastifyRequest, reply: FastifyReply): void {
  refuse(reply, new XccosError('InvalidArgument', 'The address cannot be read.'))
}

/** What Node's parser refuses before there is a request. */
const UNREADABLE: Record<string, { status: string; error: XccosError }> = {
  HPE_HEADER_OVERFLOW: {
    status: '431 Request Header Fields Too Large',
    error: new XccosError('LimitExceeded', 'The address or the headers are too large.'),
  },
  ERR_HTTP_REQUEST_TIMEOUT: {
    status: '408 Request Timeout',
    error: new XccosError('InvalidArgument', 'The request took too long to arrive.'),
  },
}
const GARBLED = {
  status: '400 Bad Request',
  error: new XccosError('InvalidArgument', 'This is not HTTP as it should be.'),
}

/** Answers what cannot be read and hangs up: what follows on the line may not be what it seems. */
export function answerUnreadable(fault: NodeJS.ErrnoException, socket: Socket): void {
  const { status, error } = UNREADABLE[fault.code ?? ''] ?? GARBLED
  if (fault.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const body = JSON.stringify({ error: { code: error.code, message: error.message } } satisfies ErrorBody)
  const head = [
    `HTTP/1.1 ${status}`,
    'connection: close',
    'content-type: application/json; charset=utf-8',
    'cache-control: no-store',
    `content-length: ${Buffer.byteLength(body)}`,
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}

export function nothingHere(): XccosError {
  return new XccosError('NoSuchNode', 'There is nothing at this address.')
}

export function notJson(): XccosError {
  return new XccosError('InvalidArgument', 'The body should be application/json.')
}

export function refuse(reply: FastifyReply, error: XccosError, status: number = error.status): FastifyReply {
  const { code, message } = error
  if ('retryAfterMs' in error && typeof error.retryAfterMs === 'number')
    reply.header('retry-after', Math.ceil(error.retryAfterMs / 1000))
  return reply
    .status(status)
    .header('cache-control', 'no-store')
    .send({ error: { code, message } } satisfies ErrorBody)
}
