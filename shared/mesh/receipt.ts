// A receipt: the pool's word that posts stand in a room's log, and where. With it a device that cannot reach the pool knows the
// order of what it holds, and that it need not carry it any longer.

import * as v from 'valibot'
import { hashSchema } from '../bytes.ts'
import { roomUriSchema, uuidSchema } from '../uri.ts'

export const RECEIPT_ENTRIES_MAX = 200

const seqSchema = v.pipe(v.number(), v.safeInteger(), v.minValue(1))

export const receiptSchema = v.strictObject({
  v: v.literal(1),
  room: roomUriSchema,
  /** `seq`, the post's id, and the hash of what was signed; one after the other in the log. */
  entries: v.pipe(
    v.array(v.strictTuple([seqSchema, uuidSchema, hashSchema])),
    v.minLength(1),
    v.maxLength(RECEIPT_ENTRIES_MAX),
  ),
  /** The room's chain before the first of them, and after the last. */
  prevChain: hashSchema,
  chain: hashSchema,
})
export type Receipt = v.InferOutput<typeof receiptSchema>
