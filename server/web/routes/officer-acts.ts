// What the officer's routes share: acts in the name of whoever asks, and pages of events.

import { doneSchema } from '#shared/web/compliance.ts'
import type { Caller } from '../../identity/identity.ts'
import { officerRoute, type Route, type Schema } from '../route.ts'
import type { WebServices } from '../services.ts'

export type Asking = { caller: Caller; services: WebServices }
type Place = { at: number; number: number }
export type Page = { events: { event: string }[]; next: Place | null }

export function runs({ services, caller }: Asking, act: string, args: unknown = {}): Promise<unknown> {
  return services.admin.run({ act, args }, caller.person.uri)
}

/** Events as objects, and the place of the next page as one word. */
export function told({ events, next, ...rest }: Page) {
  return {
    ...rest,
    events: events.map(({ event }) => JSON.parse(event) as unknown),
    next: next === null ? null : `${next.at}-${next.number}`,
  }
}

type Change = { path: string; act: string; body: Schema; summary: string; details: string }

export function changing({ path, act, body, summary, details }: Change): Route {
  return officerRoute({
    ...{ method: 'POST', path: `/api/compliance/${path}`, summary, details, body },
    reply: { status: 200, schema: doneSchema },
    errors: ['InvalidArgument', 'NoSuchNode', 'DataCollision'],
    async run({ body: args, ...ask }) {
      await runs(ask, act, args)
      return { done: true }
    },
  })
}
