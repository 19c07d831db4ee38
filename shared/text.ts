// What text may contain. Posts are plain text: markup has no meaning and is kept as typed.
// Names are one line and may not carry characters that change how their neighbours read.

import * as v from 'valibot'
import {
  ADD_IN_NAME_CHARS,
  DESCRIPTION_CHARS,
  DEVICE_NAME_CHARS,
  DISPLAY_NAME_CHARS,
  GROUP_NAME_CHARS,
  MESSAGE_BYTES,
  NAME_CHARS,
  STORY_BYTES,
  STORY_TITLE_CHARS,
  USERNAME_CHARS,
} from './limits.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL_IN_POST = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding them is the purpose
const CONTROL = /[\u0000-\u001f\u007f-\u009f]/
/** Embeddings and overrides reorder what follows them; isolates and marks, which do not leak, may stand in posts. */
const BIDI_OVERRIDE = /[\u202a-\u202e]/
/** Directions, joiners, tags, line breaks of Unicode, and letters that are drawn as nothing. */
const BIDI_OR_INVISIBLE =
  /[\p{Cf}\p{Zl}\p{Zp}\u115f\u1160\u2800\u3164\uffa0]|\u034f|\u17b4|\u17b5|[\u{e0100}-\u{e01ef}]/u
/** Neither a space nor a character that is drawn as nothing. */
const SOMETHING = /[^\s\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]/u
const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u
/** More marks on one letter than any language needs are there to draw over the neighbours. */
const HEAP_OF_MARKS = /\p{M}{7}/u
/** A word of two alphabets whose letters look the same is there to be taken for another word. */
const WORD = /[\p{L}\p{M}]+/gu
const CYRILLIC = /\p{Script=Cyrillic}/u
const LATIN_OR_GREEK = /[\p{Script=Latin}\p{Script=Greek}]/u

const encoder = new TextEncoder()

export function utf8Bytes(text: string): number {
  return encoder.encode(text).length
}

/** Whether there is anything to look at. */
export function saysSomething(text: string): boolean {
  return SOMETHING.test(text)
}

export function isPostable(text: string): boolean {
  return text.isWellFormed() && !CONTROL_IN_POST.test(text) && !BIDI_OVERRIDE.test(text)
}

export function isCleanLine(text: string): boolean {
  return text.isWellFormed() && !CONTROL.test(text) && !BIDI_OR_INVISIBLE.test(text) && text.trim() === text
}

/** Every database can hold it and find it again. */
export function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0')
}

function looksLikeItself(text: string): boolean {
  const words = text.match(WORD) ?? []
  return (
    !HEAP_OF_MARKS.test(text.normalize('NFD')) &&
    words.every((word) => !(CYRILLIC.test(word) && LATIN_OR_GREEK.test(word)))
  )
}

/** Folds case, width, and ё to е, so that what people type finds what people wrote. */
export function fold(text: string): string {
  return text.normalize('NFKC').toLowerCase().replaceAll('ё', 'е')
}

/** Small letters of other alphabets, each with the Latin one that it, or its capital, is taken for. */
const TWINS = new Map(
  'аa вb еe кk мm нh оo рp сc тt уy хx іi јj ѕs һh ԁd ԛq ԝw αa βb εe ηh ιi κk μm νv οo ρp τt υy χx ωw 0o 1l'
    .split(' ')
    .map((pair) => [pair.charAt(0), pair.charAt(1)]),
)

/** The same for names that people take for one another: folded, without marks, twins of letters as one. */
export function looksOf(name: string): string {
  const bare = fold(name).normalize('NFD').replaceAll(/\p{M}/gu, '').replaceAll(/\s+/g, ' ')
  return Array.from(bare, (letter) => TWINS.get(letter) ?? letter).join('')
}

/** The words of a search, folded: runs of letters, marks and digits. */
export function words(text: string): string[] {
  return fold(text).match(/[\p{L}\p{M}\p{N}]+/gu) ?? []
}

/** As it came. */
function exactly(what: string) {
  return v.pipe(v.string(`${what} must be text.`))
}

/** A letter and its mark as one sign where there is one, and no space around: typed or pasted, it is the same name. */
function tidied(what: string) {
  return v.pipe(v.string(`${what} must be text.`), v.normalize('NFC'), v.trim())
}

function line(maxChars: number, what: string, text: v.GenericSchema<string, string>) {
  return v.pipe(
    text,
    v.minLength(1, `${what} may not be empty.`),
    v.maxLength(maxChars, `${what} may have at most ${maxChars} characters.`),
    v.check(
      isCleanLine,
      `${what} may not contain control or direction characters, nor begin or end with a space.`,
    ),
  )
}

function name(maxChars: number, what: string) {
  return v.pipe(
    line(maxChars, what, tidied(what)),
    v.check((text) => VISIBLE.test(text), `${what} must have something that can be seen.`),
    v.check(looksLikeItself, `${what} may not mix alphabets in a word, nor heap marks on a letter.`),
    // One character may fold to eighteen, and what is looked up has a length that indexes can hold.
    v.check((text) => fold(text).length <= maxChars, `${what} may have at most ${maxChars} characters.`),
  )
}

export const roomNameSchema = name(NAME_CHARS, 'A name')
export function isRoomName(text: string): boolean {
  return v.is(roomNameSchema, text)
}

export const groupNameSchema = name(GROUP_NAME_CHARS, 'A group name')
export const addInNameSchema = name(ADD_IN_NAME_CHARS, 'A name')
export const displayNameSchema = name(DISPLAY_NAME_CHARS, 'A display name')
/** A device is named by what its browser says of itself; only its owner reads that. */
export const deviceNameSchema = line(DEVICE_NAME_CHARS, 'A name', exactly('A name'))
export const descriptionSchema = v.union([
  v.literal(''),
  line(DESCRIPTION_CHARS, 'A description', tidied('A description')),
])
export const usernameSchema = v.pipe(
  v.string(),
  v.maxLength(USERNAME_CHARS, `A user name may have at most ${USERNAME_CHARS} characters.`),
  v.regex(/^[a-z0-9][a-z0-9._-]*$/, 'A user name has small letters, digits, dots, hyphens and underscores.'),
)

function postable(maxBytes: number) {
  return v.pipe(
    v.string(),
    v.check(saysSomething, 'A post may not be empty.'),
    v.check((text) => utf8Bytes(text) <= maxBytes, `A post may have at most ${maxBytes} bytes.`),
    v.check(isPostable, 'A post may not contain control characters or direction overrides.'),
  )
}

export const chatSchema = postable(MESSAGE_BYTES)
/** What the body of a story may be, which is all that a post may say. */
export const longTextSchema = postable(STORY_BYTES)
export const storyTitleSchema = line(STORY_TITLE_CHARS, 'A title', exactly('A title'))
