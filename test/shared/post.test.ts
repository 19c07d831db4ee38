import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import { FRAME_BYTES, MENTIONS_PER_POST, MESSAGE_BYTES, SIGNED_BYTES, STORY_BYTES } from '#shared/limits.ts'
import { hashBytes, openSigned, readSigned, sealedPostSchema, signingBytes, wordsOf } from '#shared/post.ts'
import { utf8Bytes } from '#shared/text.ts'

const GUID = '6f9e1c2a-0b3d-4e5f-8a9b-0c1d2e3f4a5b'
const good = {
  v: 1,
  kind: 'chat',
  id: '01a0c3ee-4c00-7000-8000-000000000001',
  room: `ma-chan://localhost/${GUID}`,
  author: 'sip:ada@localhost',
  device: '01a0c3ee-4c00-7000-8000-0000000000aa',
  dseq: 1,
  prev: null,
  hlc: '01a0c3ee4c00-0000',
  salt: 'AAAAAAAAAAAAAAAAAAAAAA',
  chat: 'Is this thing on?',
}
const SIG = 'A'.repeat(86)

describe('a signed post', () => {
  test.each([
    ['the same name twice', JSON.stringify(good).replace('{', '{"chat":"something else",')],
    ['the same name twice, once in disguise', JSON.stringify(good).replace('{', '{"ch\\u0061t":"else",')],
    ['the same name and the same words twice', JSON.stringify(good).replace('{', '{ "v" : 1,')],
    ['H-11: a prototype', JSON.stringify(good).replace('{', '{"__proto__":{"admin":true},')],
    ['H-11: a prototype twice', JSON.stringify(good).replace('{', '{"__proto__":1,"__proto__":2,')],
    ['a hundred thousand brackets', `${'['.repeat(1e5)}${']'.repeat(1e5)}`],
  ])('with %s is none', (_what, signed) => {
    expect(readSigned(JSON.stringify(good))).toBeDefined()
    expect(readSigned(signed)).toBeUndefined()
    expect(Object.keys(Object.prototype)).toEqual([])
  })

  test('may be spaced as one likes, and speak of names and colons', () => {
    const chat = '"chat": "twice", \\"chat\\": {"v":1} \\'
    expect(readSigned(JSON.stringify({ ...good, chat }, null, 2))).toEqual({ ...good, chat })
  })

  test('reads back as it was written', () => {
    expect(readSigned(JSON.stringify(good))).toEqual(good)
    const { salt: _salt, ...saltless } = good
    expect(readSigned(JSON.stringify({ ...saltless, prev: good.id, dseq: 2, alert: true }))).toMatchObject({
      dseq: 2,
    })
  })

  test.each<[string, object]>([
    ['another version', { v: 2 }],
    ['a version as text', { v: '1' }],
    ['an unknown kind', { kind: 'teleport' }],
    ['no id', { id: undefined }],
    ['an id that is no UUID', { id: '1' }],
    ['a room that is none', { room: 'Harbour' }],
    ['an author that is none', { author: 'ada' }],
    ['place zero', { dseq: 0 }],
    ['half a place', { dseq: 1.5 }],
    ['a place beyond whole numbers', { dseq: 2 ** 53 }],
    ['no word on what came before', { prev: undefined }],
    ['a short clock', { hlc: '1-1' }],
    ['a salt of another length', { salt: 'AAAA' }],
    ['an empty text', { chat: '' }],
    ['a text that is an object', { chat: { toString: 'x' } }],
    ['a field nobody knows', { admin: true }],
  ])('with %s is none', (_what, change) => {
    expect(readSigned(JSON.stringify({ ...good, ...change }))).toBeUndefined()
  })

  test('that is no JSON, or no object, is none, and nothing is thrown', () => {
    for (const text of ['', '{', 'null', '[]', '"x"', '1e309', JSON.stringify(good).slice(1)]) {
      expect(readSigned(text)).toBeUndefined()
    }
    fc.assert(fc.property(fc.json(), (text) => readSigned(text) === undefined))
  })

  test('is signed with the version in front and hashed without', () => {
    const signed = JSON.stringify({ ...good, chat: 'Ёлка' })
    expect(Buffer.from(signingBytes(signed)).toString()).toBe(`backchat.post.v1\u0000${signed}`)
    expect(Buffer.from(hashBytes(signed)).toString()).toBe(signed)
  })
})

describe('a sealed post', () => {
  test('is the text and its signature, nothing else', () => {
    expect(v.is(sealedPostSchema, { signed: '{}', sig: SIG })).toBe(true)
    for (const wrong of [
      { signed: '{}' },
      { signed: '{}', sig: 'A'.repeat(85) },
      { signed: '{}', sig: SIG, seq: 1 },
      { signed: '\ud800', sig: SIG },
      { signed: {}, sig: SIG },
    ]) {
      expect(v.is(sealedPostSchema, wrong)).toBe(false)
    }
  })

  test('has a bound in bytes', () => {
    expect(v.is(sealedPostSchema, { signed: 'a'.repeat(SIGNED_BYTES), sig: SIG })).toBe(true)
    expect(v.is(sealedPostSchema, { signed: 'я'.repeat(SIGNED_BYTES / 2 + 1), sig: SIG })).toBe(false)
  })

  test('of the longest text fits one frame, even when every character is escaped twice', () => {
    for (const character of ['"', '\\', '\n', 'я', '👍']) {
      const chat = character.repeat(MESSAGE_BYTES / utf8Bytes(character))
      const signed = JSON.stringify({ ...good, chat: character === '\n' ? `${chat.slice(1)}.` : chat })
      expect(wordsOf(readSigned(signed))).toHaveLength(chat.length)
      expect(v.is(sealedPostSchema, { signed, sig: SIG })).toBe(true)
      expect(utf8Bytes(JSON.stringify({ ver: 1, envid: '1', grpchat: [{ signed, sig: SIG }] }))).toBeLessThan(
        FRAME_BYTES - 100,
      )
    }
  })
})

describe('a post about another', () => {
  const { chat: _chat, ...rest } = good
  const target = { device: good.device, id: good.id }
  const edit = { ...rest, kind: 'edit', target, chat: 'It is on.' }
  const react = { ...rest, kind: 'react', target, emoji: '👍', on: true }
  const pool = { ...rest, author: 'sip:backchat@localhost', device: 'pool:0a1b' }
  const purge = { ...pool, kind: 'purge', upTo: 4711 }

  test.each<[string, object]>([
    ['an edit', edit],
    ['an edit of a story', { ...edit, story: { title: 'Nets' }, chat: 'a'.repeat(STORY_BYTES) }],
    ['a removal', { ...rest, kind: 'redact', target }],
    ['a reaction', react],
    ['a reaction of many parts', { ...react, emoji: '👩🏻‍❤️‍💋‍👨🏿' }],
    ['a pin', { ...rest, kind: 'pin', target, on: false }],
    ['a removal by the pool', { ...pool, kind: 'redact', target: { ...target, device: 'pool:0a1b' } }],
    ['a replacement', { ...pool, kind: 'replace', target, chat: 'Gone.' }],
    ['a purge', purge],
  ])('may be %s', (_what, post) => {
    expect(readSigned(JSON.stringify(post))).toEqual(post)
  })

  test.each<[string, object]>([
    ['an edit of nothing', { ...edit, target: undefined }],
    ['an edit without words', { ...edit, chat: ' ' }],
    ['a long text that is no story', { ...edit, chat: 'a'.repeat(MESSAGE_BYTES + 1) }],
    ['a story that is too long', { ...edit, story: { title: 'x' }, chat: 'a'.repeat(STORY_BYTES + 1) }],
    ['a title of two lines', { ...edit, story: { title: 'a\nb' } }],
    ['nobody mentioned', { ...edit, mentions: [] }],
    ['a mention of no one', { ...edit, mentions: ['ada'] }],
    ['two emoji', { ...react, emoji: '👍👍' }],
    ['a word', { ...react, emoji: 'ok' }],
    ['a digit', { ...react, emoji: '1' }],
    ['an emoji that leads a sentence', { ...react, emoji: '👍 yes' }],
    ['a reaction neither given nor taken back', { ...react, on: undefined }],
    ['words in a reaction', { ...react, chat: 'hello' }],
    ['a purge by a person', { ...rest, kind: 'purge', upTo: 1 }],
    ['a replacement by a person', { ...rest, kind: 'replace', target, chat: 'x' }],
    ['a purge of nothing', { ...purge, upTo: 0 }],
    ['an edit by the pool', { ...edit, ...pool, kind: 'edit' }],
  ])('may not be %s', (_what, post) => {
    expect(readSigned(JSON.stringify(post))).toBeUndefined()
  })

  test('is not taken from a person when only the pool may write it', () => {
    expect(() => openSigned(JSON.stringify(purge))).toThrow('not known')
    expect(openSigned(JSON.stringify(edit))).toEqual(edit)
  })

  test('and the longest story with every mention fits one frame', () => {
    const mentions = Array.from(
      { length: MENTIONS_PER_POST },
      () => `sip:${'a'.repeat(70)}@${'b'.repeat(250)}`,
    )
    const post = { ...good, chat: '"'.repeat(STORY_BYTES), story: { title: '"'.repeat(200) }, mentions }
    const signed = JSON.stringify({ ...post, replyTo: target })
    expect(readSigned(signed)).toBeDefined()
    expect(v.is(sealedPostSchema, { signed, sig: SIG })).toBe(true)
    expect(utf8Bytes(JSON.stringify({ ver: 1, envid: '1', grpchat: [{ signed, sig: SIG }] }))).toBeLessThan(
      FRAME_BYTES - 100,
    )
  })
})
