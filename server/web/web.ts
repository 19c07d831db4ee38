// HTTP, and the only importer of fastify. Routes are a table; what guards them all stands here, in order.

import type { IncomingMessage, Server } from 'node:http'
import fastify, { type FastifyInstance } from 'fastify'
import { BODY_BYTES } from '#shared/limits.ts'
import { serveApp } from './app-files.ts'
import { answerErrors, answerUnreadable, refuseAddress } from './errors.ts'
import { guardRequests } from './guard.ts'
import type { Route } from './route.ts'
import { routes } from './routes/index.ts'
import { secureCookies } from './secure-cookies.ts'
import { securityHeaders } from './security-headers.ts'
import type { WebServices } from './services.ts'

/** How long a request may take to arrive, its headers alone, and how often that is looked at. */
export type Patience = { requestMs: number; headersMs: number; lookEveryMs: number }
const PATIENCE: Patience = { requestMs: 30_000, headersMs: 15_000, lookEveryMs: 5_000 }
const KEEP_ALIVE_MS = 65_000
/** What is under way when the server stops has so long to come to its end. */
const LAST_ANSWERS_MS = 3_000

/**
 * When everybody comes back at once the kernel keeps so many at the door, unless it is told to keep fewer; whoever
 * finds it full tries again after whole seconds, by itself, and again.
 */
const CALLERS_WAITING = 4_096

const GATEWAY_PATH = '/socket.io/'

export type Web = {
  /** For the gateway, which shares the port. */
  readonly server: Server
  listen(): Promise<{ port: number }>
  /** Answers what is under way, takes nothing new. */
  close(): Promise<void>
  readonly inject: FastifyInstance['inject']
}

export async function createWeb(services: WebServices, patience = PATIENCE): Promise<Web> {
  const { settings } = services
  const app = fastify({
    logger: false,
    frameworkErrors: refuseAddress,
    bodyLimit: BODY_BYTES,
    requestTimeout: patience.requestMs,
    http: { connectionsCheckingInterval: patience.lookEveryMs, shouldUpgradeCallback: isForGateway },
    clientErrorHandler: answerUnreadable,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // One proxy: the address it adds is believed, those that a client may have put before it are not.
    trustProxy: settings.trustProxy && ((_address: string, hop: number) => hop === 0),
  })
  app.server.headersTimeout = patience.headersMs
  app.removeContentTypeParser('text/plain')
  answerErrors(app, services)
  await securityHeaders(app, settings)
  guardRequests(app, services)
  secureCookies(app, settings)
  countRequests(app, services)
  for (const route of routes) addRoute(app, route, services)
  await serveApp(app, settings.appFolder)
  await app.ready()

  return {
    server: app.server,
    inject: app.inject.bind(app),
    async listen() {
      // The name would open a second server, for IPv6, that the gateway does not know.
      const host = settings.host === 'localhost' ? '127.0.0.1' : settings.host
      await app.listen({ host, port: settings.port, backlog: CALLERS_WAITING })
      const address = app.server.address()
      return { port: typeof address === 'object' && address ? address.port : settings.port }
    },
    async close() {
      const hangingUp = setTimeout(() => app.server.closeAllConnections(), LAST_ANSWERS_MS)
      await app.close()
      clearTimeout(hangingUp)
    },
  }
}

/** Other offers to change the protocol, as some clients make with every request, are passed over and answered in HTTP. */
function isForGateway({ url = '', headers }: IncomingMessage): boolean {
  return headers.upgrade?.toLowerCase() === 'websocket' && url.startsWith(GATEWAY_PATH)
}

function addRoute(app: FastifyInstance, route: Route, services: WebServices): void {
  app.route({
    method: route.method,
    url: route.path,
    async handler(request, reply) {
      reply.status(route.reply.status)
      reply.header('cache-control', 'no-store')
      const given = { ...(request.query as object), ...(request.params as object) }
      return route.run({ body: request.body, given, services, request, reply })
    },
  })
}

function countRequests(app: FastifyInstance, { metrics }: WebServices): void {
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.requests.observe({ route, status: reply.statusCode }, reply.elapsedTime / 1000)
  })
}
