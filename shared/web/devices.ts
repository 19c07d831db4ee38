// POST /api/devices: enrol this browser's Ed25519 key. The same key of the same person gets the same id again.

import * as v from 'valibot'
import { publicKeySchema } from '../bytes.ts'
import { DEVICE_NAME_CHARS } from '../limits.ts'
import { uuidSchema } from '../uri.ts'

/** Not every database can hold it. */
function hasNoNul(text: string): boolean {
  return !text.includes('\0')
}

export const enrolDeviceSchema = v.strictObject({
  publicKey: publicKeySchema,
  name: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(DEVICE_NAME_CHARS),
    v.check(hasNoNul, 'A name may not contain the character NUL.'),
  ),
  dtlsFingerprint: v.optional(v.pipe(v.string(), v.regex(/^sha-256 (?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/))),
})
export type EnrolDevice = v.InferOutput<typeof enrolDeviceSchema>

export const enrolledDeviceSchema = v.object({ deviceId: uuidSchema })
export type EnrolledDevice = v.InferOutput<typeof enrolledDeviceSchema>
