// The page between the app and an add-in.

import * as v from 'valibot'
import { XccosError } from '#shared/errors.ts'
import { uuidSchema } from '#shared/uri.ts'
import { addInFrame } from '../add-in-frame.ts'
import { chatRoute } from '../route.ts'

export const addInFrameRoute = chatRoute({
  method: 'GET',
  path: '/api/add-ins/:id/frame',
  summary: 'An add-in in its frame',
  details:
    'A page for the app to put beside a room. Its policy lets one sandboxed frame show the registered origin and nothing ' +
    'else; what the page in it may say and hear is in docs/add-ins.md.',
  parameters: v.strictObject({ id: uuidSchema }),
  reply: { status: 200, contentType: 'text/html' },
  errors: ['InvalidArgument', 'NoSuchNode'],
  async run({ given, services, reply }) {
    const addIns = await services.channel.addIns.list()
    const addIn = addIns.find(({ id }) => id === given.id)
    if (!addIn) throw new XccosError('NoSuchNode', 'There is no such add-in.')
    const { page, headers } = addInFrame(addIn.url)
    reply.headers(headers)
    return page
  },
})
