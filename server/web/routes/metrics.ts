// What Prometheus asks.

import { openRoute } from '../route.ts'

export const metrics = openRoute({
  method: 'GET',
  path: '/metrics',
  summary: 'Metrics for Prometheus',
  details:
    'The text format. Names begin with backchat_, and with process_ and nodejs_ for the process itself.',
  reply: { status: 200, contentType: 'text/plain' },
  errors: [],
  async run({ services, reply }) {
    reply.type(services.metrics.contentType)
    return services.metrics.page()
  },
})
