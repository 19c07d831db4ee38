// The person's presence document. One category instance `roomSetting` stands for each followed room,
// so the list roams to every device (facts 1.2, step 7); `state` is how the person chose to be seen.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { CHOSEN_STATES } from '../presence.ts'
import { roomUriSchema } from '../uri.ts'

export const followedSchema = v.strictObject({
  name: v.literal('roomSetting'),
  /** The followed room. */
  instance: roomUriSchema,
})
/** Absent where nothing was chosen. */
export const chosenStateSchema = v.strictObject({
  name: v.literal('state'),
  instance: v.picklist(CHOSEN_STATES),
})
export const presenceCategorySchema = v.variant('name', [followedSchema, chosenStateSchema])
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
