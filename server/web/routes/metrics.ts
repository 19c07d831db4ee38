// What Prometheus asks. It tells how many people post how much, and how close to its limits the server is: that is
// for programs on this machine, and for administrators.

import type { FastifyRequest } from 'fastify'
import { XccosError } from '#shared/errors.ts'
import { type Ask, headersOf, openRoute } from '../route.ts'

const LOOPBACK = /^(?:(?:::ffff:)?127(?:\.\d{1,3}){3}|::1)$/
/** Whoever comes through a proxy on this machine comes from elsewhere. */
const SIGNS_OF_A_PROXY = ['x-forwarded-for', 'x-forwarded-host', 'forwarded', 'x-real-ip', 'via']

export const metrics = openRoute({
  method: 'GET',
  path: '/metrics',
  summary: 'Metrics for Prometheus',
  details:
    'The text format. Names begin with backchat_, and with process_ and nodejs_ for the process itself. Answered to ' +
    'programs on the same machine that come by its loopback address and no proxy, and elsewhere to administrators.',
  reply: { status: 200, contentType: 'text/plain' },
  errors: ['ErrorPermission'],
  async run(ask) {
    if (!isHere(ask) && !(await isAdministrator(ask)))
      throw new XccosError('ErrorPermission', 'Metrics are for this machine and for administrators.')
    ask.reply.type(ask.services.metrics.contentType)
    return ask.services.metrics.page()
  },
})

function isHere({ request, services }: Ask<unknown>): boolean {
  if (!LOOPBACK.test(request.socket.remoteAddress ?? '')) return false
  // A page whose name its owner pointed here would read what it is given.
  return services.isThisMachine(request.headers.host ?? '') && !cameByProxy(request)
}

function cameByProxy({ headers }: FastifyRequest): boolean {
  return SIGNS_OF_A_PROXY.some((name) => headers[name] !== undefined)
}

async function isAdministrator({ request, services }: Ask<unknown>): Promise<boolean> {
  return (await services.identity.caller(headersOf(request)))?.person.admin === true
}
