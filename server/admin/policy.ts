// Policy: is the feature there for the people of this pool?

import * as v from 'valibot'
import { defineAct } from './act.ts'

export const policyActs = [
  defineAct(
    'policy.set',
    v.strictObject({ enablePersistentChat: v.boolean() }),
    async ({ identity }, change) => {
      await identity.setPolicy(change)
      return identity.policy()
    },
  ),
]
