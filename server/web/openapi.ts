// The description for programs, OpenAPI 3.1, made from the table of routes and the shared schemas.

import { toJsonSchema } from '@valibot/to-json-schema'
import { ERROR_CODES } from '#shared/errors.ts'
import { errorBodySchema } from '#shared/web/errors.ts'
import type { Described, Schema } from './route.ts'

const JSON_TYPE = 'application/json'

export function describeApi(routes: readonly Described[], version: string) {
  const paths: Record<string, Record<string, unknown>> = {}
  for (const route of routes) {
    const path = route.path.replaceAll(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: describeRoute(route) }
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Backchat',
      version,
      description: 'Persistent group chat. What goes over the socket is described in PROTOCOL.md.',
    },
    paths,
    components: {
      schemas: { Error: jsonSchema(errorBodySchema) },
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: 'backchat.session_token' },
        bearer: { type: 'http', scheme: 'bearer' },
      },
    },
  }
}

function describeRoute(route: Described) {
  return {
    summary: route.summary,
    description: route.details,
    security: route.access === 'signed-in' ? [{ session: [] }, { bearer: [] }] : [],
    ...(route.parameters ? { parameters: parametersOf(route) } : {}),
    ...(route.body
      ? { requestBody: { required: true, content: { [JSON_TYPE]: { schema: jsonSchema(route.body) } } } }
      : {}),
    responses: { [route.reply.status]: success(route), ...failures(route) },
  }
}

function parametersOf({ path, parameters }: Described) {
  return Object.entries(parameters?.entries ?? {}).map(([name, schema]) => {
    const isInPath = path.includes(`:${name}`)
    const isRequired = isInPath || schema.type !== 'optional'
    return {
      ...{ name, in: isInPath ? 'path' : 'query', required: isRequired },
      schema: jsonSchema(schema as Schema),
    }
  })
}

function success({ reply }: Described) {
  const type = reply.contentType ?? JSON_TYPE
  return {
    description: 'Done',
    content: { [type]: reply.schema ? { schema: jsonSchema(reply.schema) } : {} },
  }
}

function failures({ errors }: Described) {
  const byStatus = Map.groupBy(errors, (code) => ERROR_CODES[code])
  const schema = { $ref: '#/components/schemas/Error' }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      { description: codes.join(', '), content: { [JSON_TYPE]: { schema } } },
    ]),
  )
}

/** Checks that JSON Schema has no words for stay in the sentences of the errors. */
export function jsonSchema(schema: Schema) {
  const { $schema: _, ...rest } = toJsonSchema(schema, { errorMode: 'ignore', typeMode: 'input' })
  return rest
}
