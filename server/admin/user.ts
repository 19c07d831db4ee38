// People: add, change, disable, list.

import * as v from 'valibot'
import { displayNameSchema, usernameSchema } from '#shared/text.ts'
import { passwordSchema } from '#shared/web/setup.ts'
import type { Identity } from '../identity/identity.ts'
import { defineAct } from './act.ts'
import { personNamed } from './principals.ts'

const name = v.pipe(v.string(), v.maxLength(330))

export const userActs = [
  defineAct(
    'user.add',
    v.strictObject({
      username: usernameSchema,
      displayName: v.optional(displayNameSchema),
      password: passwordSchema,
      admin: v.optional(v.boolean(), false),
    }),
    async ({ identity }, { displayName, ...person }) =>
      listed(await identity.addPerson({ ...person, displayName: displayName ?? person.username })),
  ),
  defineAct(
    'user.set',
    v.strictObject({
      user: name,
      displayName: v.exactOptional(displayNameSchema),
      password: v.exactOptional(passwordSchema),
      admin: v.exactOptional(v.boolean()),
      disabled: v.exactOptional(v.boolean()),
    }),
    async (services, { user, ...change }) => {
      const uri = await personNamed(services, user)
      await services.identity.setPerson(uri, change)
      return { uri }
    },
  ),
  defineAct('user.list', v.strictObject({}), async ({ identity }) => ({
    users: (await identity.people()).map(listed),
  })),
]

type Person = Awaited<ReturnType<Identity['people']>>[number]

function listed({ uri, username, displayName, admin, disabled }: Person) {
  return { uri, username, displayName, admin, disabled }
}
