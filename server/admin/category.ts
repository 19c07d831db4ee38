// Categories: add, change, remove, list.

import * as v from 'valibot'
import { descriptionSchema, roomNameSchema } from '#shared/text.ts'
import { EVERYONE } from '#shared/uri.ts'
import type { KnownCategory } from '../channel/category-management.ts'
import { type AdminServices, defineAct } from './act.ts'
import { principalsNamed } from './principals.ts'

/** A hundred years. */
const MINUTES_MAX = 100 * 366 * 24 * 60
const names = v.array(v.string())
const minutes = v.nullable(
  v.pipe(v.number('Minutes are a number.'), v.safeInteger(), v.minValue(0), v.maxValue(MINUTES_MAX)),
)
const principals = v.optional(names, [])
const lists = v.optional(
  v.strictObject({ allow: v.optional(names), deny: v.optional(names), creator: v.optional(names) }),
  {},
)

export const categoryActs = [
  defineAct(
    'category.add',
    v.strictObject({
      name: roomNameSchema,
      description: v.optional(descriptionSchema, ''),
      /** Nobody named means everyone. */
      allow: v.optional(names, [EVERYONE]),
      deny: principals,
      creators: principals,
      invitations: v.optional(v.boolean(), true),
      files: v.optional(v.boolean(), true),
      history: v.optional(v.boolean(), true),
    }),
    async (services, { name, description, invitations, files, history, ...scope }) =>
      services.channel.categories.add({
        ...{ name, description, invitations, fileUpload: files, chatHistory: history },
        scope: await scopeNamed(services, { ...scope, creator: scope.creators }),
      }),
  ),
  defineAct(
    'category.set',
    v.strictObject({
      category: v.string(),
      name: v.exactOptional(roomNameSchema),
      description: v.exactOptional(descriptionSchema),
      invitations: v.exactOptional(v.boolean()),
      files: v.exactOptional(v.boolean()),
      history: v.exactOptional(v.boolean()),
      /** So long an author may change a post; null: for ever, 0: never. */
      editMinutes: v.exactOptional(minutes),
      add: lists,
      remove: lists,
    }),
    async (services, { category, files, history, add, remove, ...rest }) =>
      services.channel.categories.set(category, {
        ...rest,
        ...(files === undefined ? {} : { fileUpload: files }),
        ...(history === undefined ? {} : { chatHistory: history }),
        add: await scopeNamed(services, add),
        remove: await scopeNamed(services, remove),
      }),
  ),
  defineAct('category.remove', v.strictObject({ category: v.string() }), ({ channel }, { category }) =>
    channel.categories.remove(category),
  ),
  defineAct('category.list', v.strictObject({}), async ({ channel }) => ({
    categories: (await channel.categories.list()).map(listing),
  })),
]

type Named = { allow?: string[] | undefined; deny?: string[] | undefined; creator?: string[] | undefined }

async function scopeNamed(services: AdminServices, { allow, deny, creator }: Named) {
  return {
    allow: await principalsNamed(services, allow ?? []),
    deny: await principalsNamed(services, deny ?? []),
    creator: await principalsNamed(services, creator ?? []),
  }
}

function listing({
  uri,
  name,
  description,
  invitations,
  fileUpload,
  chatHistory,
  editMinutes,
  scope,
}: KnownCategory) {
  return {
    ...{ uri, name, description, invitations, files: fileUpload, history: chatHistory, editMinutes },
    ...{ allow: scope.allow, deny: scope.deny, creators: scope.creator },
  }
}
