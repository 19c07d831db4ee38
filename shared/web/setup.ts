// The first administrator. GET /api/setup tells whether the one-time link is still open; POST uses it up.

import * as v from 'valibot'
import { PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS } from '../limits.ts'
import { displayNameSchema, roomNameSchema, usernameSchema } from '../text.ts'

export const passwordSchema = v.pipe(
  v.string(),
  v.minLength(PASSWORD_MIN_CHARS, `A password has at least ${PASSWORD_MIN_CHARS} characters.`),
  v.maxLength(PASSWORD_MAX_CHARS, `A password has at most ${PASSWORD_MAX_CHARS} characters.`),
)

export const setupStateSchema = v.object({ needed: v.boolean() })

export const setupSchema = v.strictObject({
  token: v.pipe(v.string(), v.maxLength(100)),
  username: usernameSchema,
  displayName: displayNameSchema,
  password: passwordSchema,
  /** Also make a category "General" for everyone with this open room in it. */
  firstRoom: v.optional(roomNameSchema),
})
export type Setup = v.InferOutput<typeof setupSchema>
