// Before any route runs: what changes something must come from our own pages and say that it is JSON,
// because a foreign page can send a form, and with it the person's cookie, but neither of these.

import type { FastifyInstance, FastifyRequest } from 'fastify'
import { XccosError } from '#shared/errors.ts'
import { notJson, refuse } from './errors.ts'
import type { WebServices } from './services.ts'

const UNSUPPORTED_MEDIA_TYPE = 415
const HARMLESS = new Set(['GET', 'HEAD', 'OPTIONS'])

export function guardRequests(app: FastifyInstance, { isOwnOrigin }: WebServices): void {
  app.addHook('onRequest', async (request, reply) => {
    if (HARMLESS.has(request.method)) return
    if (!isOwnOrigin(request))
      throw new XccosError('ErrorPermission', 'This request comes from a page of another site.')
    if (!isJson(request)) return refuse(reply, notJson(), UNSUPPORTED_MEDIA_TYPE)
  })
}

function isJson(request: FastifyRequest): boolean {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase()
  return type === 'application/json'
}
