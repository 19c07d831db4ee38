// What the pool has signed is text that is carried as it was signed, as a post is: nobody serialises it again. What is put
// before it when it is signed says what it is, so that nothing that the pool says can be taken for something else it says.

import * as v from 'valibot'
import { signatureSchema } from '../bytes.ts'

const SIGNED_BYTES = 48_000

export const poolSignedSchema = v.strictObject({
  /** JSON. */
  signed: v.pipe(v.string(), v.maxLength(SIGNED_BYTES)),
  kid: v.pipe(v.string(), v.regex(/^[0-9a-f]{1,64}$/, 'This names no key of a pool.')),
  sig: signatureSchema,
})
export type PoolSigned = v.InferOutput<typeof poolSignedSchema>

const PREFIXES = {
  ticket: 'backchat.member.v1\0',
  epoch: 'backchat.epoch.v1\0',
  receipt: 'backchat.receipt.v1\0',
}
export type PoolSays = keyof typeof PREFIXES

const encoder = new TextEncoder()

/** The bytes that the pool's key signs. */
export function poolBytes(what: PoolSays, signed: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(PREFIXES[what] + signed)
}

/** Reads it back; undefined when it is not that. Whether the pool has signed it is another question. */
export function readPoolSigned<Schema extends v.GenericSchema>(
  schema: Schema,
  { signed }: Pick<PoolSigned, 'signed'>,
): v.InferOutput<Schema> | undefined {
  try {
    return v.parse(schema, JSON.parse(signed))
  } catch {
    return undefined
  }
}
