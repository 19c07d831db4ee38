import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { DESCRIPTION_CHARS, MESSAGE_BYTES, NAME_CHARS, USERNAME_CHARS } from '#shared/limits.ts'
import {
  chatSchema,
  descriptionSchema,
  displayNameSchema,
  fold,
  isCleanLine,
  isPostable,
  roomNameSchema,
  usernameSchema,
  words,
} from '#shared/text.ts'

const mayPost = (text: string) => v.is(chatSchema, text)

describe('the text of a post', () => {
  test.each([
    ['plain words', 'Is this thing on?'],
    ['several lines and tabs', 'one\r\n\ttwo\nthree'],
    ['markup, kept as typed', '<img src=x onerror="alert(1)"> & **bold**'],
    ['Hebrew and Arabic with marks and isolates', '\u2067שלום\u2069 \u200fعالم\u200e'],
    ['joined emoji', '👩‍👩‍👧‍👦 🏳️‍🌈'],
    ['a Persian non-joiner', 'می‌خواهم'],
  ])('may be %s', (_what, text) => {
    expect(mayPost(text)).toBe(true)
  })

  test.each([
    ['nothing', ''],
    ['only spaces', ' \n\t '],
    ['a NUL', 'a\u0000b'],
    ['an escape sequence', 'a\u001b[31mb'],
    ['a C1 control', 'a\u0085b'],
    ['delete', 'a\u007fb'],
    ['a right-to-left override', 'gpj.\u202etxt'],
    ['an embedding', 'a\u202ab'],
    ['half a surrogate pair', 'a\ud800b'],
  ])('may not be or hold %s', (_what, text) => {
    expect(mayPost(text)).toBe(false)
  })

  test('is measured in bytes of UTF-8', () => {
    expect(mayPost('a'.repeat(MESSAGE_BYTES))).toBe(true)
    expect(mayPost('a'.repeat(MESSAGE_BYTES + 1))).toBe(false)
    expect(mayPost('я'.repeat(MESSAGE_BYTES / 2))).toBe(true)
    expect(mayPost('я'.repeat(MESSAGE_BYTES / 2 + 1))).toBe(false)
  })

  test('isolates may stand in it, overrides not, since these reach past its end', () => {
    expect(isPostable('\u2066a\u2069')).toBe(true)
    expect(isPostable('\u202da\u202c')).toBe(false)
  })
})

describe('[P16.3] a name', () => {
  test.each(['Harbour', 'Причал № 7', 'R&D <core>', '日本語', 'a'.repeat(NAME_CHARS)])(
    'may be %s',
    (name) => {
      expect(v.is(roomNameSchema, name)).toBe(true)
    },
  )

  test.each([
    ['empty', ''],
    ['too long', 'a'.repeat(NAME_CHARS + 1)],
    ['two lines', 'Har\nbour'],
    ['with a tab', 'Har\tbour'],
    ['with a zero-width space', 'Har\u200bbour'],
    ['with a mark of direction', 'Harbour\u200f'],
    ['with an isolate', '\u2066Harbour\u2069'],
    ['with an override', 'Harbour\u202e'],
    ['with a byte-order mark inside', 'Har\ufeffbour'],
    ['with a line separator', 'Har\u2028bour'],
  ])('may not be %s', (_what, name) => {
    expect(v.is(roomNameSchema, name)).toBe(false)
    if (name !== '' && name.length <= NAME_CHARS) expect(isCleanLine(name)).toBe(false)
  })

  test.each([
    ['a space around', '  Harbour\u00a0', 'Harbour'],
    ['a line end that was pasted with it', 'Harbour\r\n', 'Harbour'],
    ['a letter and its mark apart', 'Cafe\u0301', 'Caf\u00e9'],
    ['й in two parts', 'Руле\u0438\u0306', 'Руле\u0439'],
  ])('with %s is the name without', (_what, typed, name) => {
    expect(v.parse(roomNameSchema, typed)).toBe(name)
    expect(v.parse(displayNameSchema, typed)).toBe(name)
    expect(v.parse(descriptionSchema, typed)).toBe(name)
  })

  test('of nothing but space is none', () => {
    expect(v.is(roomNameSchema, ' \n\u00a0')).toBe(false)
  })

  test('of a room may be without a description, which is a line too', () => {
    expect(v.is(descriptionSchema, '')).toBe(true)
    expect(v.is(descriptionSchema, 'Ships, and shoes')).toBe(true)
    expect(v.is(descriptionSchema, 'a'.repeat(DESCRIPTION_CHARS + 1))).toBe(false)
    expect(v.is(descriptionSchema, 'two\nlines')).toBe(false)
  })

  test('of a user is small letters, digits, dots, hyphens and underscores', () => {
    for (const name of ['ada', 'g.hopper', 'a-1_b', '7']) expect(v.is(usernameSchema, name)).toBe(true)
    for (const name of ['', 'Ada', '.ada', 'a da', 'ada@x', 'аda', 'a'.repeat(USERNAME_CHARS + 1)]) {
      expect(v.is(usernameSchema, name)).toBe(false)
    }
  })
})

describe('searching', () => {
  test('folds case, width and ё', () => {
    expect(fold('ЁЛКА Ｗide ﬁ')).toBe('елка wide fi')
  })

  test('finds words of any script, and nothing in punctuation', () => {
    expect(words('Harbour, die Brücke — и Причал-7!')).toEqual([
      'harbour',
      'die',
      'brücke',
      'и',
      'причал',
      '7',
    ])
    expect(words('"*" NEAR( col:')).toEqual(['near', 'col'])
    expect(words('… — !')).toEqual([])
  })
})

describe('H-07: a name', () => {
  const schemas = [roomNameSchema, displayNameSchema]

  test.each([
    ['Русский и English рядом', 'Порт Harbour'],
    ['two alphabets with a hyphen between', 'IT-отдел'],
    ['Vietnamese with its marks', 'Nguyễn Thị Hồng Nhung'],
    ['Thai', 'ที่พัก'],
    ['Hebrew and Arabic', 'שלום عالم'],
    ['Chinese', '港口'],
    ['one sign', '☕'],
  ])('may be %s', (_what, text) => {
    expect(schemas.map((schema) => v.is(schema, text))).toEqual([true, true])
  })

  test.each([
    ['a direction override', 'evil\u202egnp'],
    ['an isolate', '\u2066Ada'],
    ['an Arabic letter mark', 'Ada\u061c'],
    ['a zero-width space alone', '\u200b'],
    ['a zero-width space inside', 'Ha\u200bbour'],
    ['a soft hyphen', 'Har\u00adbour'],
    ['a line separator', 'A\u2028da'],
    ['a paragraph separator', 'A\u2029da'],
    ['a Hangul filler', '\u3164'],
    ['a Hangul filler of first sounds', 'Ada\u115f'],
    ['a Hangul filler of vowels', 'Ada\u1160'],
    ['a narrow Hangul filler', 'Ada\uffa0'],
    ['a Khmer vowel that is not drawn', 'Ada\u17b4'],
    ['another that is not drawn', 'Ada\u17b5'],
    ['a selector of ideographs', 'Ada\u{e0100}'],
    ['an empty braille cell', '\u2800'],
    ['a combining joiner', 'A\u034fda'],
    ['tags', 'Ada\u{e0041}'],
    ['marks alone', '\u0301\u0302'],
    ['a heap of marks', `A${'\u0301'.repeat(7)}`],
    ['a Cyrillic letter in a Latin word', 'H\u0430rbour'],
    ['a Greek letter in a Cyrillic word', 'П\u03bfрт'],
    ['half a surrogate pair', 'A\ud800'],
    ['a NUL', 'A\0'],
  ])('may not have %s', (_what, text) => {
    expect(schemas.map((schema) => v.is(schema, text))).toEqual([false, false])
  })

  test('is no longer when it is folded than it may be', () => {
    expect(v.is(roomNameSchema, '\ufdfa'.repeat(10))).toBe(true)
    expect(v.is(roomNameSchema, '\ufdfa'.repeat(20))).toBe(false)
  })
})
