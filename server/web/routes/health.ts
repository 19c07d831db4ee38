// Whether this node can serve, for load balancers and for people.

import { healthSchema } from '#shared/web/health.ts'
import { openRoute } from '../route.ts'

export const health = openRoute({
  method: 'GET',
  path: '/api/health',
  summary: 'Can this node serve?',
  details: '200 while it can; 503 with the same body while it is starting, draining or broken.',
  reply: { status: 200, schema: healthSchema },
  errors: [],
  async run({ services, reply }) {
    const answer = await services.health()
    reply.status(answer.status === 'ok' ? 200 : 503)
    return answer
  },
})
