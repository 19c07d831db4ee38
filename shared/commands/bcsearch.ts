// Find posts by what they say, over all rooms that the caller may read or some of them, joined or not. Newest first.

import * as v from 'valibot'
import { defineCommand } from '../command.ts'
import {
  SEARCH_AUTHORS_MAX,
  SEARCH_CRITERIA_CHARS,
  SEARCH_DEFAULT_RESULTS,
  SEARCH_MAX_RESULTS,
  SEARCH_ROOMS_MAX,
} from '../limits.ts'
import { momentSchema } from '../moment.ts'
import { HAS } from '../search/said.ts'
import { isStorable } from '../text.ts'
import { personUriSchema, roomUriSchema, uuidSchema } from '../uri.ts'

/** Opaque to clients: how far the pages before this one came. */
export const searchCursorSchema = v.pipe(
  v.string(),
  v.regex(/^\d{1,15}-\d{1,9}$/, 'This is not where a page of results ended.'),
)

export const bcsearch = defineCommand('bcsearch', {
  data: v.pipe(
    v.strictObject({
      /** Words, and phrases in quotes; may be empty where something else is asked. */
      criteria: v.pipe(
        v.string(),
        v.maxLength(SEARCH_CRITERIA_CHARS, `At most ${SEARCH_CRITERIA_CHARS} characters.`),
        v.check(isStorable, 'This is no text that could be found.'),
      ),
      /** Left out: every room that the caller may read. */
      rooms: v.optional(
        v.pipe(
          v.array(roomUriSchema),
          v.minLength(1, 'Leave rooms out to search in all.'),
          v.maxLength(SEARCH_ROOMS_MAX, `At most ${SEARCH_ROOMS_MAX} rooms.`),
        ),
      ),
      authors: v.optional(
        v.pipe(
          v.array(personUriSchema),
          v.minLength(1, 'Leave authors out to find posts of all.'),
          v.maxLength(SEARCH_AUTHORS_MAX, `At most ${SEARCH_AUTHORS_MAX} people.`),
        ),
      ),
      /** Not before this moment. */
      from: v.optional(momentSchema),
      /** Before this moment. */
      to: v.optional(momentSchema),
      /** All of these. */
      has: v.optional(v.pipe(v.array(v.picklist(HAS)), v.maxLength(HAS.length)), []),
      /** All words must be found, else any. */
      matchAll: v.optional(v.boolean(), false),
      /** The criteria are one phrase. */
      matchExactPhrase: v.optional(v.boolean(), false),
      matchCase: v.optional(v.boolean(), false),
      order: v.optional(v.picklist(['newest', 'oldest']), 'newest'),
      start: v.optional(searchCursorSchema),
      limit: v.optional(
        v.pipe(
          v.number(),
          v.safeInteger(),
          v.minValue(1),
          v.maxValue(SEARCH_MAX_RESULTS, `At most ${SEARCH_MAX_RESULTS} results a page.`),
        ),
        SEARCH_DEFAULT_RESULTS,
      ),
    }),
    v.check(
      ({ criteria, authors, has }) => criteria.trim() !== '' || authors !== undefined || has.length > 0,
      'Say what to look for.',
    ),
  ),
  reply: v.object({
    results: v.array(
      v.object({
        room: roomUriSchema,
        /** It may be a room that the caller has never entered. */
        roomName: v.string(),
        seq: v.number(),
        /** Of the post itself; what is found may be what a later edit says. */
        ts: v.pipe(v.string(), v.isoTimestamp()),
        id: uuidSchema,
        device: v.string(),
        author: v.string(),
        authdisp: v.optional(v.string()),
        title: v.optional(v.string()),
        snippet: v.array(v.object({ text: v.string(), hit: v.boolean() })),
      }),
    ),
    /** How many there are, as far as was counted. */
    total: v.number(),
    /** There are more than were counted. */
    exceededServerLimit: v.boolean(),
    /** To be sent as `start` for the next page; null after the last. */
    next: v.nullable(searchCursorSchema),
  }),
})
