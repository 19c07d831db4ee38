// The built app. Files with a hash in their name never change and may be kept for ever; the page, the service
// worker and the manifest are asked for anew each time, or an update would never arrive.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { nothingHere, refuse } from './errors.ts'

const PAGE = 'index.html'
const FOR_EVER = 'public, max-age=31536000, immutable'
const ASK_FIRST = 'no-cache'
const NOT_THE_APP = /^\/(?:api|metrics|socket\.io|assets)(?:\/|$)/

export async function serveApp(app: FastifyInstance, folder: string): Promise<void> {
  const assets = join(folder, 'assets/')
  await app.register(fastifyStatic, {
    root: folder,
    index: [PAGE],
    dotfiles: 'ignore',
    cacheControl: false,
    preCompressed: true,
    suppressWarning: true,
    setHeaders(reply, path) {
      reply.header('cache-control', path.startsWith(assets) ? FOR_EVER : ASK_FIRST)
    },
  })
  // Set last, so that it is the one that the file server falls back to.
  app.setNotFoundHandler((request, reply) =>
    asksForPage(request) && existsSync(join(folder, PAGE))
      ? reply.sendFile(PAGE)
      : refuse(reply, nothingHere()),
  )
}

/** The app's own addresses, such as /rooms/…, are all the same page. */
function asksForPage(request: FastifyRequest): boolean {
  const path = request.url.split('?')[0] ?? ''
  return (
    (request.method === 'GET' || request.method === 'HEAD') &&
    !NOT_THE_APP.test(path) &&
    (request.headers.accept ?? '').includes('text/html')
  )
}
