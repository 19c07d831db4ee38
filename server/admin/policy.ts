// Policy: is the feature there for the people of this pool, and may their devices talk directly?

import * as v from 'valibot'
import { defineAct } from './act.ts'
import { categoryNamed } from './named.ts'

export const policyActs = [
  defineAct(
    'policy.set',
    v.strictObject({
      enablePersistentChat: v.optional(v.boolean()),
      mesh: v.optional(
        v.variant('mode', [
          v.strictObject({ mode: v.picklist(['on', 'off']) }),
          v.strictObject({
            mode: v.literal('named'),
            categories: v.pipe(v.array(v.string()), v.minLength(1)),
          }),
        ]),
      ),
    }),
    async (services, { enablePersistentChat, mesh }) => {
      const named = mesh?.mode === 'named' ? mesh.categories : []
      const categories = await Promise.all(named.map((each) => categoryNamed(services, each)))
      await services.identity.setPolicy({
        ...(enablePersistentChat === undefined ? {} : { enablePersistentChat }),
        ...(mesh ? { mesh: { mode: mesh.mode, categories } } : {}),
      })
      return services.identity.policy()
    },
  ),
]
