// Where may I create rooms (facts 2.4.8)? An empty list means nowhere.

import * as v from 'valibot'
import { addInSchema } from '../add-in.ts'
import { defineCommand } from '../command.ts'
import { categoryUriSchema } from '../uri.ts'

export const categoryChoiceSchema = v.object({
  uri: categoryUriSchema,
  name: v.string(),
  description: v.string(),
  /** May its rooms invite, share files, keep history? */
  invitations: v.boolean(),
  filePost: v.boolean(),
  logged: v.boolean(),
})
export type CategoryChoice = v.InferOutput<typeof categoryChoiceSchema>

export const nodespermcreatechild = defineCommand('nodespermcreatechild', {
  data: v.optional(v.strictObject({}), {}),
  reply: v.object({ categories: v.array(categoryChoiceSchema), addIns: v.array(addInSchema) }),
})
