// A preference: a labelled text that belongs to a person and is the same on all their devices. Its `seqid` is the place
// of its last change among all changes of this person's preferences, so one number says what a device has seen.

import * as v from 'valibot'
import { PREF_BYTES } from './limits.ts'
import { isStorable, utf8Bytes } from './text.ts'

export const prefLabelSchema = v.pipe(
  v.string(),
  v.regex(/^[a-z][a-z0-9/-]{0,100}$/, 'A label has small letters, digits, slashes and hyphens.'),
)
export const prefContentSchema = v.pipe(
  v.string(),
  v.check((text) => utf8Bytes(text) <= PREF_BYTES, `A preference may have at most ${PREF_BYTES} bytes.`),
  v.check(isStorable, 'This is no text that could be kept.'),
)
export const seqidSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Empty content: the preference was removed. */
export const prefSchema = v.object({ label: v.string(), seqid: v.number(), content: v.string() })
export type Pref = v.InferOutput<typeof prefSchema>
