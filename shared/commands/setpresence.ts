// Publish or remove instances of the presence document: follow and unfollow rooms. The last one wins per instance.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { FOLLOWED_ROOMS_MAX } from '../limits.ts'
import { presenceCategorySchema, presenceDocumentSchema } from './getpresence.ts'

const instances = v.optional(v.pipe(v.array(presenceCategorySchema), v.maxLength(FOLLOWED_ROOMS_MAX)), [])

export const setpresence = defineCommand('setpresence', {
  data: v.strictObject({ publish: instances, remove: instances }),
  reply: presenceDocumentSchema,
})
