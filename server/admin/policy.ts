// Policy: is the feature there for the people of this pool, and may their devices talk directly?

import * as v from 'valibot'
import { XccosError } from '#shared/errors.ts'
import { TICKET_HOURS_MAX } from '#shared/limits.ts'
import type { MeshPolicy } from '../identity/identity.ts'
import { type AdminServices, defineAct } from './act.ts'
import { categoryNamed } from './named.ts'

const HOURS = `A ticket holds for 1 to ${TICKET_HOURS_MAX} hours.`
type Mesh = {
  mode?: MeshPolicy['mode'] | undefined
  categories?: string[] | undefined
  ticketHours?: number | undefined
}

async function setMesh(services: AdminServices, { mode, categories = [], ticketHours }: Mesh): Promise<void> {
  if ((mode === 'named') !== categories.length > 0)
    throw new XccosError('InvalidArgument', 'Categories are named where the mesh is on in these only.')
  const named = await Promise.all(categories.map((each) => categoryNamed(services, each)))
  await services.identity.setPolicy({
    mesh: {
      ...(mode === undefined ? {} : { mode, categories: named }),
      ...(ticketHours === undefined ? {} : { ticketHours }),
    },
  })
  await services.channel.mesh.reviewPeople()
}

export const policyActs = [
  defineAct(
    'policy.set',
    v.strictObject({
      enablePersistentChat: v.optional(v.boolean()),
      mesh: v.optional(
        v.strictObject({
          mode: v.optional(v.picklist(['on', 'off', 'named'])),
          categories: v.optional(v.array(v.string())),
          ticketHours: v.optional(
            v.pipe(
              v.number('Hours are a number.'),
              v.integer('Hours are a whole number.'),
              v.minValue(1, HOURS),
              v.maxValue(TICKET_HOURS_MAX, HOURS),
            ),
          ),
        }),
      ),
    }),
    async (services, { enablePersistentChat, mesh }) => {
      if (enablePersistentChat !== undefined) await services.identity.setPolicy({ enablePersistentChat })
      if (mesh) await setMesh(services, mesh)
      return services.identity.policy()
    },
  ),
]
