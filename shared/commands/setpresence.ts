// Publish or remove instances of the presence document: follow and unfollow rooms, be seen as away. The last one wins.
// `activity` is told of this connection alone and is no part of the document.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { FOLLOWED_ROOMS_MAX } from '../limits.ts'
import { ACTIVITIES } from '../presence.ts'
import { chosenStateSchema, followedSchema, presenceDocumentSchema } from './getpresence.ts'

const activitySchema = v.strictObject({ name: v.literal('activity'), instance: v.picklist(ACTIVITIES) })
const published = v.variant('name', [followedSchema, chosenStateSchema, activitySchema])
const removed = v.variant('name', [followedSchema, chosenStateSchema])
/** All rooms, and one of each of the others. */
const INSTANCES_MAX = FOLLOWED_ROOMS_MAX + 2

export const setpresence = defineCommand('setpresence', {
  data: v.strictObject({
    publish: v.optional(v.pipe(v.array(published), v.maxLength(INSTANCES_MAX)), []),
    remove: v.optional(v.pipe(v.array(removed), v.maxLength(INSTANCES_MAX)), []),
  }),
  reply: presenceDocumentSchema,
})
export type Published = v.InferOutput<typeof published>
export type Removed = v.InferOutput<typeof removed>
