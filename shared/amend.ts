// What became of a post after the page that holds it: told beside the page, so that a reader who has only the page
// sees the post as it is now. What happened inside the page stands in the page itself.

import * as v from 'valibot'
import { entrySchema } from './entry.ts'

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

export const reactionSchema = v.object({
  emoji: v.string(),
  count,
  /** Some of them by name, those who came first. */
  people: v.array(v.object({ uri: v.string(), displayName: v.string() })),
})
export type Reaction = v.InferOutput<typeof reactionSchema>

export const amendSchema = v.object({
  /** Of the post in the page. */
  seq: count,
  /** The newest edit; for a post that the administrator replaced, its replacement. */
  edit: v.optional(entrySchema),
  /** All reactions there are now, where any came after the page. */
  reactions: v.optional(v.array(reactionSchema)),
  pinned: v.optional(v.boolean()),
})
export type Amend = v.InferOutput<typeof amendSchema>
