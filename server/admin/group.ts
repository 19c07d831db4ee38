// Groups of people: add, change, remove, list.

import * as v from 'valibot'
import { groupNameSchema } from '#shared/text.ts'
import type { PersonUri } from '#shared/uri.ts'
import { type AdminServices, defineAct } from './act.ts'
import { groupNamed } from './named.ts'
import { personNamed } from './principals.ts'

const names = v.optional(v.array(v.string()), [])

export const groupActs = [
  defineAct('group.add', v.strictObject({ name: groupNameSchema, people: names }), async (services, group) =>
    services.channel.groups.add({ ...group, people: await peopleNamed(services, group.people) }),
  ),
  defineAct(
    'group.set',
    v.strictObject({ group: v.string(), add: names, remove: names }),
    async (services, { group, add, remove }) => {
      const principal = await groupNamed(services, group)
      await services.channel.groups.set(principal, {
        ...{ add: await peopleNamed(services, add), remove: await peopleNamed(services, remove) },
      })
      return { principal }
    },
  ),
  defineAct('group.remove', v.strictObject({ group: v.string() }), async (services, { group }) => {
    const principal = await groupNamed(services, group)
    await services.channel.groups.remove(principal)
    return { principal }
  }),
  defineAct('group.list', v.strictObject({}), async ({ channel }) => ({
    groups: await channel.groups.list(),
  })),
]

function peopleNamed(services: AdminServices, people: readonly string[]): Promise<PersonUri[]> {
  return Promise.all(people.map((name) => personNamed(services, name)))
}
