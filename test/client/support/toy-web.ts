// The HTTP side of a server, as fetch sees it.

import { type WebClient, webClient } from '../../../client/sync/web-client.ts'
import { ADA, DEVICE, provisioningFor } from './cast.ts'

export type ToyWeb = {
  client: WebClient
  asked: string[]
  answers: Record<string, () => { status?: number; body: unknown }>
  isReachable: boolean
}

export function toyWeb(): ToyWeb {
  const web: ToyWeb = {
    asked: [],
    isReachable: true,
    answers: {
      'GET /api/provisioning': () => ({ body: provisioningFor(ADA) }),
      'POST /api/devices': () => ({ body: { deviceId: DEVICE } }),
      'GET /api/setup': () => ({ body: { needed: false } }),
      'POST /api/auth/sign-in/username': () => ({ body: {} }),
      'POST /api/auth/sign-out': () => ({ body: {} }),
    },
    client: webClient((path, init) => {
      const name = `${init.method} ${path}`
      web.asked.push(name)
      const answer = web.isReachable ? web.answers[name]?.() : undefined
      if (answer === undefined) return Promise.reject(new TypeError('fetch failed'))
      return Promise.resolve(Response.json(answer.body, { status: answer.status ?? 200 }))
    }),
  }
  return web
}
