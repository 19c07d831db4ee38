// Find people by parts of their name or user name. Every word of the criteria must be found. The id is ours.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import { SEARCH_CRITERIA_CHARS, SEARCH_MAX_RESULTS } from '../limits.ts'
import { foundPersonSchema } from '../person.ts'
import { isStorable } from '../text.ts'

export const usrsrch = defineCommand('usrsrch', {
  data: v.strictObject({
    criteria: v.pipe(
      v.string(),
      v.maxLength(SEARCH_CRITERIA_CHARS, `At most ${SEARCH_CRITERIA_CHARS} characters.`),
      v.check(isStorable, 'This is no text that could be found.'),
    ),
    maxResults: v.optional(
      v.pipe(v.number(), v.safeInteger(), v.minValue(1), v.maxValue(SEARCH_MAX_RESULTS)),
      SEARCH_MAX_RESULTS,
    ),
  }),
  reply: v.object({ people: v.array(foundPersonSchema), moreAvailable: v.boolean() }),
})
