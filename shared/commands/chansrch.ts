// Find rooms by words in the name, and in the description if asked (XCCOS `qib`). Only rooms that the caller may see.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { SEARCH_CRITERIA_CHARS, SEARCH_MAX_RESULTS } from '../limits.ts'
import { roomSchema } from '../room.ts'
import { isStorable } from '../text.ts'

export const chansrch = defineCommand('chansrch', {
  data: v.strictObject({
    /** Empty finds every room that the caller may see. */
    criteria: v.pipe(
      v.string(),
      v.maxLength(SEARCH_CRITERIA_CHARS, `At most ${SEARCH_CRITERIA_CHARS} characters.`),
      v.check(isStorable, 'This is no text that could be found.'),
    ),
    /** All words must be found, else any. */
    matchAll: v.optional(v.boolean(), false),
    /** The criteria is one term, spaces included. */
    matchExactPhrase: v.optional(v.boolean(), false),
    searchDescription: v.optional(v.boolean(), false),
    maxResults: v.optional(
      v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(SEARCH_MAX_RESULTS)),
      SEARCH_MAX_RESULTS,
    ),
  }),
  reply: v.object({ rooms: v.array(roomSchema), exceededServerLimit: v.boolean() }),
})
