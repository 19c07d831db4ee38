// The person's presence document. One category instance `roomSetting` stands for each followed room,
// so the list roams to every device (facts 1.2, step 7).

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { roomUriSchema } from '../uri.ts'

export const presenceCategorySchema = v.strictObject({
  name: v.literal('roomSetting'),
  /** The followed room. */
  instance: roomUriSchema,
})
export type PresenceCategory = v.InferOutput<typeof presenceCategorySchema>

export const presenceDocumentSchema = v.object({
  categories: v.array(presenceCategorySchema),
  /** Grows with every change. */
  version: v.number(),
})
export type PresenceDocument = v.InferOutput<typeof presenceDocumentSchema>

export const getpresence = defineCommand('getpresence', {
  data: v.optional(v.strictObject({}), {}),
  reply: presenceDocumentSchema,
})
