// Posts. They go up as `grpchat` items of an envelope; each is answered by its own reply, named by its place.

import * as v from 'valibot'
import { hashSchema } from '../bytes.ts'
import { defineCommand } from '../command.ts'
import { sealedPostSchema } from '../post.ts'
import { uuidSchema } from '../uri.ts'

export const grpchat = defineCommand('grpchat', {
  data: sealedPostSchema,
  /** The same for the first sending and for every repeat, for ever. */
  reply: v.object({ id: uuidSchema, seq: v.number(), ts: v.string(), chain: hashSchema }),
})
