// Headers that keep a page from doing what ours never does: load from elsewhere, be framed, be guessed at.
// No text becomes markup or a script's address but by the two policies named here: the build gives Solid's templates one.

import helmet from '@fastify/helmet'
import type { FastifyInstance } from 'fastify'
import type { WebServices } from './services.ts'

const YEAR_S = 365 * 24 * 60 * 60

type Settings = WebServices['settings']

export async function securityHeaders(app: FastifyInstance, settings: Settings): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: policy(settings) },
    referrerPolicy: { policy: 'same-origin' },
    crossOriginEmbedderPolicy: false,
    frameguard: { action: 'deny' },
    hsts: false,
    xXssProtection: false,
  })
  app.addHook('onSend', async (request, reply) => {
    if (request.protocol === 'https' || settings.publicUrl?.startsWith('https:'))
      reply.header('strict-transport-security', `max-age=${YEAR_S}`)
  })
}

function policy({ poolUrls }: Settings) {
  return {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    connectSrc: ["'self'", ...(poolUrls ?? []).map(asSocket)],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'none'"],
    requireTrustedTypesFor: ["'script'"],
    trustedTypes: ['solid', 'service-worker'],
  }
}

function asSocket(url: string): string {
  return url.replace(/^http/, 'ws')
}
