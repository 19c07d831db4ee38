// The built app. Files with a hash in their name never change and may be kept for ever; the page, the service
// worker and the manifest are asked for anew each time, or an update would never arrive.

import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { nothingHere, refuse } from './errors.ts'

const PAGE = 'index.html'
/** Everything in it stands in the page itself, so it brings the policy that allows just that. */
const VERIFIER = 'verify.html'
const FOR_EVER = 'public, max-age=31536000, immutable'
const ASK_FIRST = 'no-cache'
const NOT_THE_APP = /^\/(?:api|metrics|socket\.io|assets)(?:\/|$)/

export async function serveApp(app: FastifyInstance, folder: string): Promise<void> {
  const assets = join(folder, 'assets/')
  const verifier = join(folder, VERIFIER)
  const policy = policyIn(verifier)
  await app.register(fastifyStatic, {
    root: folder,
    index: [PAGE],
    dotfiles: 'ignore',
    cacheControl: false,
    preCompressed: true,
    suppressWarning: true,
    setHeaders(reply, path) {
      reply.header('cache-control', path.startsWith(assets) ? FOR_EVER : ASK_FIRST)
      if (policy !== undefined && path.startsWith(verifier)) reply.header('content-security-policy', policy)
    },
  })
  // Set last, so that it is the one that the file server falls back to.
  app.setNotFoundHandler((request, reply) =>
    asksForPage(request) && existsSync(join(folder, PAGE))
      ? reply.sendFile(PAGE)
      : refuse(reply, nothingHere()),
  )
}

function policyIn(page: string): string | undefined {
  if (!existsSync(page)) return undefined
  const [, policy] = /Content-Security-Policy" content="([^"]+)"/.exec(readFileSync(page, 'utf8')) ?? []
  return policy && `${policy}; frame-ancestors 'none'`
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
