// A route is one literal: what it is for, who may ask, what it takes and gives, and what it does.
// The check of the body, the description for programs and the page for people all come from that literal.

import type { FastifyReply, FastifyRequest } from 'fastify'
import * as v from 'valibot'
import { type ErrorName, XccosError } from '#shared/errors.ts'
import { sentenceOf } from '#shared/sentence.ts'
import type { Caller } from '../identity/identity.ts'
import type { WebServices } from './services.ts'

export type Schema = v.GenericSchema<unknown, unknown>
type NoBody = v.GenericSchema<unknown, undefined>
type Parameters = v.StrictObjectSchema<v.ObjectEntries, undefined>

export type Described = {
  method: 'GET' | 'POST' | 'PATCH'
  /** Names in the path begin with a colon. */
  path: string
  /** One line for the list. */
  summary: string
  /** Shapes, units, limits: what a stranger needs to call it. */
  details: string
  access: 'anyone' | 'signed-in'
  /** What stands in the path and behind the question mark, by name. */
  parameters?: Parameters
  body?: Schema
  reply: { status: number; schema?: Schema; contentType?: string }
  errors: readonly ErrorName[]
}

export type Ask<Body, Given = unknown> = {
  body: Body
  given: Given
  services: WebServices
  request: FastifyRequest
  reply: FastifyReply
}
export type Route = Described & { run(ask: Ask<unknown>): Promise<unknown> }

type Draft<Body extends Schema, Given extends Parameters> = Omit<
  Described,
  'access' | 'body' | 'parameters'
> & { body?: Body; parameters?: Given }
type Open<Body extends Schema, Given extends Parameters> = Draft<Body, Given> & {
  run(ask: Ask<v.InferOutput<Body>, v.InferOutput<Given>>): Promise<unknown>
}
type Closed<Body extends Schema, Given extends Parameters> = Draft<Body, Given> & {
  run(ask: Ask<v.InferOutput<Body>, v.InferOutput<Given>> & { caller: Caller }): Promise<unknown>
}

/** A route that asks for no session. */
export function openRoute<Body extends Schema = NoBody, Given extends Parameters = Parameters>(
  draft: Open<Body, Given>,
): Route {
  return {
    ...draft,
    access: 'anyone',
    run: (ask) =>
      draft.run({
        ...ask,
        body: checked(draft.body, ask.body),
        given: checked(draft.parameters, ask.given),
      }),
  }
}

/** A route for people who are signed in. */
export function callerRoute<Body extends Schema = NoBody, Given extends Parameters = Parameters>(
  draft: Closed<Body, Given>,
): Route {
  return {
    ...draft,
    access: 'signed-in',
    errors: ['InvalidToken', ...draft.errors],
    async run(ask) {
      const caller = await ask.services.identity.caller(headersOf(ask.request))
      if (!caller) throw new XccosError('InvalidToken', 'You are not signed in.')
      for (const cookie of caller.cookies) ask.reply.header('set-cookie', cookie)
      const body = checked(draft.body, ask.body)
      return draft.run({ ...ask, caller, body, given: checked(draft.parameters, ask.given) })
    },
  }
}

/** A route of the chat itself: there is none while an administrator has switched persistent chat off (EnablePersistentChat). */
export function chatRoute<Body extends Schema = NoBody, Given extends Parameters = Parameters>(
  draft: Closed<Body, Given>,
): Route {
  return callerRoute({
    ...draft,
    errors: [...new Set<ErrorName>([...draft.errors, 'ErrorPermission'])],
    async run(ask) {
      const { enablePersistentChat } = await ask.services.identity.policy()
      if (!enablePersistentChat) throw new XccosError('ErrorPermission', 'Persistent chat is switched off.')
      return draft.run(ask)
    },
  })
}

/** A route for compliance officers; administrators are none by being such. */
export function officerRoute<Body extends Schema = NoBody, Given extends Parameters = Parameters>(
  draft: Closed<Body, Given>,
): Route {
  return callerRoute({
    ...draft,
    errors: [...new Set<ErrorName>([...draft.errors, 'ErrorPermission'])],
    async run(ask) {
      if (!ask.caller.person.officer)
        throw new XccosError('ErrorPermission', 'The archive is for compliance officers.')
      ask.reply.header('cache-control', 'no-store')
      return draft.run(ask)
    },
  })
}

function checked<Body extends Schema>(schema: Body | undefined, body: unknown): v.InferOutput<Body> {
  if (!schema) return undefined as v.InferOutput<Body>
  const result = v.safeParse(schema, body)
  if (result.success) return result.output
  throw new XccosError('InvalidArgument', sentenceOf(result.issues[0]))
}

export function headersOf(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== undefined) headers.append(name, one)
  }
  return headers
}

/** The address by which this request came, as its sender wrote it, unless a public one is configured. */
export function originOf(request: FastifyRequest, publicUrl: string | undefined): string {
  return publicUrl ?? `${request.protocol}://${request.host}`
}
