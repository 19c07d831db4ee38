// Cookies are marked Secure wherever the person's browser came by https; behind a proxy only this part knows.

import type { FastifyInstance } from 'fastify'
import type { WebServices } from './services.ts'

export function secureCookies(app: FastifyInstance, { publicUrl }: WebServices['settings']): void {
  app.addHook('onSend', async (request, reply) => {
    const cookies = reply.getHeader('set-cookie')
    if (cookies === undefined || !(publicUrl?.startsWith('https:') ?? request.protocol === 'https')) return
    const lines = Array.isArray(cookies) ? cookies : [String(cookies)]
    reply.removeHeader('set-cookie')
    reply.header(
      'set-cookie',
      lines.map((line) => `${line}; Secure`),
    )
  })
}
