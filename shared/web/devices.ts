// POST /api/devices: enrol this browser's Ed25519 key. The same key of the same person gets the same id again.

import * as v from 'valibot'
import { publicKeySchema } from '../bytes.ts'
import { deviceNameSchema } from '../text.ts'
import { uuidSchema } from '../uri.ts'

export const enrolDeviceSchema = v.strictObject({
  publicKey: publicKeySchema,
  name: deviceNameSchema,
  dtlsFingerprint: v.optional(v.pipe(v.string(), v.regex(/^sha-256 (?:[0-9A-F]{2}:){31}[0-9A-F]{2}$/))),
})
export type EnrolDevice = v.InferOutput<typeof enrolDeviceSchema>

export const enrolledDeviceSchema = v.object({ deviceId: uuidSchema })
export type EnrolledDevice = v.InferOutput<typeof enrolledDeviceSchema>
