// Cases of compliance officers, and exports, over HTTP. A case is asked for with times as text and told with times in ms.

import * as v from 'valibot'
import { ARCHIVED_KINDS } from '../archive/kinds.ts'
import { archiveTimeSchema, holdsSchema, personAskedSchema, roomAskedSchema } from './compliance.ts'

const NAME_CHARS = 80
const DESCRIPTION_CHARS = 2_000

export const EXPORT_FORMATS = ['jsonl', 'csv', 'eml', 'xml', 'actiance'] as const
export type ExportFormat = (typeof EXPORT_FORMATS)[number]

const kinds = v.exactOptional(v.array(v.picklist(ARCHIVED_KINDS, 'There is no such kind of event.')))
const words = v.exactOptional(v.pipe(v.string(), v.maxLength(400, 'Words have at most 400 characters.')))
/** What is not said is not asked: an empty one finds everything. */
export const caseSearchSchema = v.strictObject({
  person: v.exactOptional(personAskedSchema),
  room: v.exactOptional(roomAskedSchema),
  from: v.exactOptional(archiveTimeSchema),
  to: v.exactOptional(archiveTimeSchema),
  words,
  kinds,
})
export type CaseSearchAsked = v.InferOutput<typeof caseSearchSchema>

const description = v.pipe(
  v.string('A description is text.'),
  v.trim(),
  v.maxLength(DESCRIPTION_CHARS, `A description has at most ${DESCRIPTION_CHARS} characters.`),
)
export const newCaseSchema = v.strictObject({
  name: v.pipe(
    v.string('A name is text.'),
    v.trim(),
    v.minLength(1, 'A name is not empty.'),
    v.maxLength(NAME_CHARS, `A name has at most ${NAME_CHARS} characters.`),
  ),
  description: v.exactOptional(description),
  search: caseSearchSchema,
})
export type NewCase = v.InferOutput<typeof newCaseSchema>
export const caseChangeSchema = v.strictObject({
  description: v.exactOptional(description),
  /** Instead of the one before, whole. */
  search: v.exactOptional(caseSearchSchema),
})
export type CaseChange = v.InferOutput<typeof caseChangeSchema>
export const caseIdSchema = v.pipe(v.string(), v.maxLength(NAME_CHARS))
export const caseClosingSchema = v.strictObject({
  /** What becomes of the holds that belong to it. */
  holds: v.picklist(['keep', 'release'], 'Its holds are kept, or released.'),
})

const done = v.object({ at: v.number(), by: v.string() })
export const caseSchema = v.object({
  ...{ id: v.string(), name: v.string(), description: v.string() },
  /** By address, and in ms; `to` is the first moment that is too late. */
  search: v.object({
    ...{ person: v.optional(v.string()), room: v.optional(v.string()) },
    ...{ from: v.optional(v.number()), to: v.optional(v.number()), words: v.optional(v.string()) },
    kinds: v.optional(v.array(v.picklist(ARCHIVED_KINDS))),
  }),
  ...done.entries,
  closed: v.nullable(done),
})
export type ToldCase = v.InferOutput<typeof caseSchema>
export const casesSchema = v.object({ cases: v.array(caseSchema) })
export const shownCaseSchema = v.object({ case: caseSchema, holds: holdsSchema.entries.holds })
export type ShownCase = v.InferOutput<typeof shownCaseSchema>
export const openedCaseSchema = v.object({ id: v.string() })
export const closedCaseSchema = v.object({ released: v.array(v.string()) })

const formats = v.pipe(
  v.array(v.picklist(EXPORT_FORMATS, 'There is no such format.')),
  v.minLength(1, 'An export is in one format at least.'),
)
export const caseExportSchema = v.strictObject({ formats })
export const searchExportSchema = v.strictObject({
  /** Of its files. */
  name: v.pipe(
    v.string('A name is text.'),
    v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'An export is called by up to 40 of a–z, 0–9 and "-".'),
  ),
  formats,
  search: caseSearchSchema,
})
