// Categories: add and list.

import * as v from 'valibot'
import { descriptionSchema, roomNameSchema } from '#shared/text.ts'
import { EVERYONE } from '#shared/uri.ts'
import { defineAct } from './act.ts'
import { principalsNamed } from './principals.ts'

const principals = v.optional(v.array(v.string()), [])

export const categoryActs = [
  defineAct(
    'category.add',
    v.strictObject({
      name: roomNameSchema,
      description: v.optional(descriptionSchema, ''),
      /** Nobody named means everyone. */
      allow: v.optional(v.array(v.string()), [EVERYONE]),
      deny: principals,
      creators: principals,
      invitations: v.optional(v.boolean(), true),
      files: v.optional(v.boolean(), true),
      history: v.optional(v.boolean(), true),
    }),
    async (services, category) =>
      services.channel.management.addCategory({
        ...category,
        allow: await principalsNamed(services, category.allow),
        deny: await principalsNamed(services, category.deny),
        creators: await principalsNamed(services, category.creators),
      }),
  ),
  defineAct('category.list', v.strictObject({}), async ({ channel }) => {
    const all = await channel.management.listCategories()
    return {
      categories: all.map(({ uri, name, description, invitations, fileUpload, chatHistory, scope }) => ({
        ...{ uri, name, description, invitations, files: fileUpload, history: chatHistory },
        ...{ allow: scope.allow, deny: scope.deny, creators: scope.creator },
      })),
    }
  }),
]
