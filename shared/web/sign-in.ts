// POST /api/auth/sign-in/username, POST /api/auth/change-password, and GET /api/auth/get-session: who is signed in.

import * as v from 'valibot'
import { PASSWORD_MAX_CHARS } from '../limits.ts'
import { personSchema } from '../person.ts'
import { isStorable } from '../text.ts'
import { passwordSchema } from './setup.ts'

export const signInSchema = v.strictObject({
  /** A user name, or the whole address: ada, ada@example.org, sip:ada@example.org. */
  username: v.pipe(
    v.string('The user name should be text.'),
    v.minLength(1, 'The user name is missing.'),
    v.maxLength(330),
    v.check(isStorable, 'This is no user name.'),
  ),
  password: v.pipe(
    v.string('The password should be text.'),
    v.minLength(1, 'The password is missing.'),
    v.maxLength(PASSWORD_MAX_CHARS, `A password has at most ${PASSWORD_MAX_CHARS} characters.`),
  ),
})
export type SignIn = v.InferOutput<typeof signInSchema>

export const changePasswordSchema = v.strictObject({
  currentPassword: signInSchema.entries.password,
  newPassword: passwordSchema,
})
export type ChangePassword = v.InferOutput<typeof changePasswordSchema>

const user = v.object({ ...personSchema.entries, admin: v.boolean() })

export const signedInSchema = v.object({ user })
export type SignedIn = v.InferOutput<typeof signedInSchema>

export const sessionSchema = v.object({ user: v.nullable(user) })
export type SessionState = v.InferOutput<typeof sessionSchema>

export const doneSchema = v.object({ done: v.literal(true) })
