// An entry of a room's log, as it goes down: a sealed post with the place the server gave it,
// or a tombstone, which keeps the place and the hash of a text that is gone.

import * as v from 'valibot'
import { hashSchema, signatureSchema } from './bytes.ts'
import { uuidSchema } from './uri.ts'

const seq = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const ts = v.pipe(v.string(), v.isoTimestamp())

export const entrySchema = v.object({
  seq,
  /** When the server took it, UTC. */
  ts,
  via: v.picklist(['server', 'mesh', 'import']),
  /** The author's display name now (XCCOS `authdisp`); not part of what is signed. */
  authdisp: v.optional(v.string()),
  signed: v.string(),
  sig: signatureSchema,
})
export type Entry = v.InferOutput<typeof entrySchema>

export const tombstoneSchema = v.object({
  seq,
  ts,
  id: uuidSchema,
  kind: v.string(),
  hash: hashSchema,
  gone: v.picklist(['redacted', 'purged', 'withheld', 'unlogged']),
})
export type Tombstone = v.InferOutput<typeof tombstoneSchema>

export const logItemSchema = v.union([entrySchema, tombstoneSchema])
export type LogItem = v.InferOutput<typeof logItemSchema>

/** Entries of several rooms may share an envelope, so each live item names its room. */
export const deliveredSchema = v.union([
  v.object({ ...entrySchema.entries, room: v.string() }),
  v.object({ ...tombstoneSchema.entries, room: v.string() }),
])
export type Delivered = v.InferOutput<typeof deliveredSchema>

export function isTombstone(item: LogItem): item is Tombstone {
  return 'gone' in item
}
