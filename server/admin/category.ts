// Categories: add and list.

import * as v from 'valibot'
import { descriptionSchema, roomNameSchema } from '#shared/text.ts'
import { EVERYONE } from '#shared/uri.ts'
import { defineAct } from './act.ts'
import { principalsNamed } from './principals.ts'

/** A hundred years. */
const MINUTES_MAX = 100 * 366 * 24 * 60
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
  defineAct(
    'category.edits',
    v.strictObject({
      category: v.string(),
      /** Null: for ever, 0: never. */
      minutes: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(MINUTES_MAX))),
    }),
    async ({ channel }, { category, minutes }) => {
      await channel.moderation.setEditMinutes(category, minutes)
      return { category, editMinutes: minutes }
    },
  ),
  defineAct('category.list', v.strictObject({}), async ({ channel }) => {
    const all = await channel.management.listCategories()
    return {
      categories: all.map(
        ({ uri, name, description, invitations, fileUpload, chatHistory, editMinutes, scope }) => ({
          ...{ uri, name, description, invitations, files: fileUpload, history: chatHistory, editMinutes },
          ...{ allow: scope.allow, deny: scope.deny, creators: scope.creator },
        }),
      ),
    }
  }),
]
