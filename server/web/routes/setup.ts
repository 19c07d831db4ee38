// The first administrator, made through the one-time link that a server without accounts prints.

import { fold } from '#shared/text.ts'
import { type Setup, setupSchema, setupStateSchema } from '#shared/web/setup.ts'
import { signedInSchema } from '#shared/web/sign-in.ts'
import { openRoute } from '../route.ts'
import type { WebServices } from '../services.ts'

const CATEGORY = 'General'
/** Rooms and categories share their names, and "General" is what a first room is often called. */
const CATEGORY_BESIDE_GENERAL = 'All rooms'

export const setupRoutes = [
  openRoute({
    method: 'GET',
    path: '/api/setup',
    summary: 'Is this server waiting for its first administrator?',
    details: 'needed is true while there is no account.',
    reply: { status: 200, schema: setupStateSchema },
    errors: [],
    run: ({ services }) => services.identity.setup.state(),
  }),
  openRoute({
    method: 'POST',
    path: '/api/setup',
    summary: 'Make the first administrator',
    details:
      'token is the last part of the one-time link that the server printed when it started; it works once. A password ' +
      'has 12 to 128 characters. With firstRoom, a category for everyone and an open room of this name are made too. ' +
      'Signing in is the next step.',
    body: setupSchema,
    reply: { status: 201, schema: signedInSchema },
    errors: ['InvalidArgument', 'InvalidToken'],
    async run({ body, services }) {
      const { uri, displayName, admin } = await services.identity.setup.use(body)
      await makeFirstRoom(services, body)
      return { user: { uri, displayName, admin } }
    },
  }),
]

async function makeFirstRoom({ admin }: WebServices, { firstRoom, username }: Setup): Promise<void> {
  if (firstRoom === undefined) return
  const category = fold(firstRoom) === fold(CATEGORY) ? CATEGORY_BESIDE_GENERAL : CATEGORY
  await admin.run({ act: 'category.add', args: { name: category, allow: ['everyone'] } })
  await admin.run({
    act: 'room.add',
    args: { name: firstRoom, category, privacy: 'open', members: ['everyone'], managers: [username] },
  })
}
