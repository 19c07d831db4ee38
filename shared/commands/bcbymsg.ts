// A page of a room's log beside one post, named as its device named it or by its place.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { postRefSchema } from '../post.ts'
import { roomUriSchema } from '../uri.ts'
import { bccontext, postCount } from './bccontext.ts'

const beside = {
  room: roomUriSchema,
  /** `before` and `after` leave the post itself out. */
  direction: v.picklist(['before', 'after', 'around']),
  count: postCount,
}

export const bcbymsg = defineCommand('bcbymsg', {
  data: v.union([
    v.strictObject({ ...beside, post: postRefSchema }),
    v.strictObject({ ...beside, seq: v.pipe(v.number(), v.safeInteger(), v.minValue(1)) }),
  ]),
  reply: bccontext.reply,
})
