// The description of the API: for programs, and as a page for people.

import { DOCS_STYLE, docsPage } from '../docs-page.ts'
import { describeApi } from '../openapi.ts'
import { type Described, openRoute, type Route } from '../route.ts'

const HOUR = 'public, max-age=3600'

export function docsRoutes(described: readonly Described[]): Route[] {
  return [
    openRoute({
      method: 'GET',
      path: '/api/openapi.json',
      summary: 'This API as OpenAPI 3.1',
      details: 'Made from the same schemas by which requests are checked.',
      reply: { status: 200 },
      errors: [],
      run: async ({ services }) => describeApi(described, services.settings.version),
    }),
    openRoute({
      method: 'GET',
      path: '/api/docs',
      summary: 'This API as a page',
      details: '',
      reply: { status: 200, contentType: 'text/html' },
      errors: [],
      async run({ services, reply }) {
        reply.type('text/html; charset=utf-8')
        return docsPage(described, services.settings.version)
      },
    }),
    openRoute({
      method: 'GET',
      path: '/api/docs.css',
      summary: 'How that page looks',
      details: '',
      reply: { status: 200, contentType: 'text/css' },
      errors: [],
      async run({ reply }) {
        reply.type('text/css; charset=utf-8').header('cache-control', HOUR)
        return DOCS_STYLE
      },
    }),
  ]
}
