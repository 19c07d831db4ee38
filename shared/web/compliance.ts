// What a compliance officer asks of the archive over HTTP. Times are ISO 8601 in UTC; a day alone is meant whole.

import * as v from 'valibot'
import { ARCHIVED_KINDS } from '../archive/kinds.ts'

const PAGE_MAX = 200
const NAME_CHARS = 80
const REASON_CHARS = 500
const DAYS_MAX = 365_250

const named = (what: string, most: number) =>
  v.pipe(
    v.string(`${what} is text.`),
    v.trim(),
    v.minLength(1, `${what} is not empty.`),
    v.maxLength(most, `${what} has at most ${most} characters.`),
  )
/** A user name or an address, also of somebody who is gone. */
export const personAskedSchema = v.pipe(v.string(), v.maxLength(330))
/** A name or an address; of a room that is gone, its address. */
export const roomAskedSchema = v.pipe(v.string(), v.maxLength(330))
const categoryAsked = v.pipe(v.string(), v.maxLength(330))
export const archiveTimeSchema = v.pipe(v.string(), v.maxLength(30))

/** Of an event: 1, 2, 3… */
export const eventNumberSchema = v.pipe(
  v.string(),
  v.regex(/^[1-9]\d{0,14}$/, 'Events are numbered from 1.'),
  v.transform(Number),
)
/** Where a page ended: the time in ms and the number of its last event. */
export const placeSchema = v.pipe(
  v.string(),
  v.regex(/^\d{1,16}-\d{1,16}$/, 'This is no place where a page ends.'),
  v.transform((text) => {
    const [at = 0, number = 0] = text.split('-').map(Number)
    return { at, number }
  }),
)
const limitSchema = v.pipe(
  v.string(),
  v.regex(/^\d{1,3}$/, 'A limit is a number.'),
  v.transform(Number),
  v.minValue(1, 'A page has at least one event.'),
  v.maxValue(PAGE_MAX, `A page has at most ${PAGE_MAX} events.`),
)

export const eventsPageSchema = v.strictObject({
  limit: v.exactOptional(limitSchema),
  beyond: v.exactOptional(placeSchema),
})
export const eventsAskedSchema = v.strictObject({
  person: v.exactOptional(personAskedSchema),
  room: v.exactOptional(roomAskedSchema),
  from: v.exactOptional(archiveTimeSchema),
  to: v.exactOptional(archiveTimeSchema),
  kind: v.exactOptional(v.picklist(ARCHIVED_KINDS, 'There is no such kind of event.')),
  words: v.exactOptional(v.pipe(v.string(), v.maxLength(400, 'Words have at most 400 characters.'))),
  ...eventsPageSchema.entries,
})
export const conversationAskedSchema = v.strictObject({
  room: roomAskedSchema,
  from: v.exactOptional(archiveTimeSchema),
  to: v.exactOptional(archiveTimeSchema),
  ...eventsPageSchema.entries,
})

export const archivedEventSchema = v.object({
  number: v.number(),
  /** Milliseconds since 1970. */
  at: v.number(),
  kind: v.picklist(ARCHIVED_KINDS),
  room: v.nullable(
    v.object({ uri: v.string(), name: v.string(), category: v.string(), logged: v.boolean() }),
  ),
  person: v.object({ uri: v.string(), name: v.string() }),
  device: v.nullable(v.string()),
  seq: v.nullable(v.number()),
  post: v.nullable(v.string()),
  body: v.record(v.string(), v.unknown()),
})
export type ToldEvent = v.InferOutput<typeof archivedEventSchema>

const next = v.nullable(v.string())
export const eventsSchema = v.object({
  events: v.array(archivedEventSchema),
  /** To be sent as `beyond` for what is older; null at the end. */
  next,
  total: v.object({ count: v.number(), isExact: v.boolean() }),
})
export type FoundEvents = v.InferOutput<typeof eventsSchema>

export const conversationSchema = v.object({
  /** In the order in which it happened. */
  events: v.array(archivedEventSchema),
  /** For what came before. */
  next,
  /** Who was there meanwhile, whoever said nothing included. */
  present: v.array(v.object({ person: v.string(), joinedAt: v.number(), partedAt: v.nullable(v.number()) })),
})
export type ToldConversation = v.InferOutput<typeof conversationSchema>

const checkpoint = v.object({
  ...{ pool: v.string(), size: v.number(), root: v.string(), chain: v.string() },
  ...{ at: v.number(), kid: v.string(), sig: v.string() },
})
export const eventProofSchema = v.object({
  number: v.number(),
  /** As it is kept, byte by byte; null when its text was let go. */
  event: v.nullable(v.string()),
  checkpoint: v.nullable(checkpoint),
  path: v.array(v.string()),
})
export type EventProof = v.InferOutput<typeof eventProofSchema>

export const archiveStatusSchema = v.object({
  compliance: v.picklist(['on', 'off']),
  condition: v.picklist(['ok', 'behind', 'failing']),
  /** What is recorded and not archived yet. */
  waiting: v.number(),
  oldest: v.nullable(v.string()),
  archived: v.number(),
  /** Minutes. */
  interval: v.number(),
  checkpoint: v.nullable(checkpoint),
  adapters: v.array(
    v.object({
      ...{ name: v.string(), format: v.string(), folder: v.nullable(v.string()) },
      ...{ taken: v.number(), behind: v.number(), fault: v.nullable(v.string()) },
    }),
  ),
})
export type ArchiveStatus = v.InferOutput<typeof archiveStatusSchema>

export const newHoldSchema = v.strictObject({
  name: named('A name', NAME_CHARS),
  reason: named('A reason', REASON_CHARS),
  person: v.exactOptional(personAskedSchema),
  room: v.exactOptional(roomAskedSchema),
  from: v.exactOptional(archiveTimeSchema),
  to: v.exactOptional(archiveTimeSchema),
  /** The name or the id of the case that it belongs to. */
  case: v.exactOptional(v.pipe(v.string(), v.maxLength(NAME_CHARS))),
})
export type NewHold = v.InferOutput<typeof newHoldSchema>
export const holdNameSchema = v.strictObject({ name: named('A name', NAME_CHARS) })
const moment = v.nullable(v.number())
export const holdsSchema = v.object({
  holds: v.array(
    v.object({
      caseId: v.nullable(v.string()),
      ...{ id: v.string(), name: v.string(), reason: v.string(), by: v.string(), at: v.number() },
      ...{ person: v.nullable(v.string()), room: v.nullable(v.string()), from: moment, to: moment },
      released: v.nullable(v.object({ at: v.number(), by: v.string() })),
    }),
  ),
})
export type ToldHold = v.InferOutput<typeof holdsSchema>['holds'][number]

/** One of the three. */
const ruled = {
  category: v.exactOptional(categoryAsked),
  room: v.exactOptional(roomAskedSchema),
  everything: v.exactOptional(v.literal(true)),
}
export const retentionScopeSchema = v.strictObject(ruled)
export const newRetentionSchema = v.strictObject({
  ...ruled,
  /** Null: for ever. */
  days: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(DAYS_MAX))),
})
export const retentionSchema = v.object({
  rules: v.array(
    v.object({
      scope: v.object({
        of: v.picklist(['pool', 'category', 'room']),
        /** Its address. */
        name: v.optional(v.string()),
        /** What a category is called now; null for one that is gone. */
        called: v.optional(v.nullable(v.string())),
      }),
      keepMs: moment,
    }),
  ),
})
export type ToldRule = v.InferOutput<typeof retentionSchema>['rules'][number]

export const intervalSchema = v.strictObject({
  minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(30 * 24 * 60)),
})
export const doneSchema = v.object({ done: v.literal(true) })
