// What text may contain. Posts are plain text: markup has no meaning and is kept as typed.
// Names are one line and may not carry characters that change how their neighbours read.

import * as v from 'valibot'
import { DESCRIPTION_CHARS, DISPLAY_NAME_CHARS, MESSAGE_BYTES, NAME_CHARS, USERNAME_CHARS } from './limits.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL_IN_POST = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/
/** Embeddings and overrides reorder what follows them; isolates and marks, which do not leak, may stand in posts. */
const BIDI_OVERRIDE = /[\u202a-\u202e]/
const BIDI_OR_INVISIBLE = /[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb]/

const encoder = new TextEncoder()

export function utf8Bytes(text: string): number {
  return encoder.encode(text).length
}

export function isPostable(text: string): boolean {
  return text.isWellFormed() && !CONTROL_IN_POST.test(text) && !BIDI_OVERRIDE.test(text)
}

export function isCleanLine(text: string): boolean {
  return text.isWellFormed() && !CONTROL.test(text) && !BIDI_OR_INVISIBLE.test(text) && text.trim() === text
}

/** Folds case, width, and ё to е, so that what people type finds what people wrote. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е')
}

/** The words of a search, folded: runs of letters, marks and digits. */
export function words(text: string): string[] {
  return fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

function line(maxChars: number, what: string) {
  return v.pipe(
    v.string(`${what} must be text.`),
    v.minLength(1, `${what} may not be empty.`),
    v.maxLength(maxChars, `${what} may have at most ${maxChars} characters.`),
    v.check(
      isCleanLine,
      `${what} may not contain control or direction characters, nor begin or end with a space.`,
    ),
  )
}

export const roomNameSchema = line(NAME_CHARS, 'A name')
export const displayNameSchema = line(DISPLAY_NAME_CHARS, 'A display name')
export const descriptionSchema = v.union([v.literal(''), line(DESCRIPTION_CHARS, 'A description')])
export const usernameSchema = v.pipe(
  v.string(),
  v.maxLength(USERNAME_CHARS, `A user name may have at most ${USERNAME_CHARS} characters.`),
  v.regex(/^[a-z0-9][a-z0-9._-]*$/, 'A user name has small letters, digits, dots, hyphens and underscores.'),
)

export const chatSchema = v.pipe(
  v.string(),
  v.check((text) => text.trim() !== '', 'A post may not be empty.'),
  v.check((text) => utf8Bytes(text) <= MESSAGE_BYTES, `A post may have at most ${MESSAGE_BYTES} bytes.`),
  v.check(isPostable, 'A post may not contain control characters or direction overrides.'),
)
