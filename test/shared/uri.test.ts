import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  categoryUri,
  categoryUriSchema,
  domainOf,
  guidOf,
  personUri,
  personUriSchema,
  principalSchema,
  roomUri,
  roomUriSchema,
  usernameOf,
  uuidSchema,
} from '#shared/uri.ts'

const GUID = '6f9e1c2a-0b3d-4e5f-8a9b-0c1d2e3f4a5b'

describe('[P1.1] addresses', () => {
  test('are made and taken apart', () => {
    expect(roomUri('localhost', GUID)).toBe(`ma-chan://localhost/${GUID}`)
    expect(categoryUri('example.org', GUID)).toBe(`ma-cat://example.org/${GUID}`)
    expect(personUri('ada', 'example.org')).toBe('sip:ada@example.org')
    expect(guidOf(roomUri('localhost', GUID))).toBe(GUID)
    expect(domainOf('sip:ada@example.org')).toBe('example.org')
    expect(usernameOf('sip:g.hopper@example.org')).toBe('g.hopper')
  })

  test('that are made are accepted', () => {
    expect(v.is(roomUriSchema, roomUri('a', GUID))).toBe(true)
    expect(v.is(categoryUriSchema, categoryUri('chat.example.org', GUID))).toBe(true)
    expect(v.is(personUriSchema, personUri('g.hopper', 'localhost'))).toBe(true)
    expect(v.is(uuidSchema, GUID)).toBe(true)
  })

  test.each([
    ['another scheme', `http://localhost/${GUID}`],
    ['a category', `ma-cat://localhost/${GUID}`],
    ['no domain', `ma-chan:///${GUID}`],
    ['capital letters', `ma-chan://localhost/${GUID.toUpperCase()}`],
    ['a path after it', `ma-chan://localhost/${GUID}/x`],
    ['a line after it', `ma-chan://localhost/${GUID}\n`],
    ['a domain that is too long', `ma-chan://${'a'.repeat(300)}/${GUID}`],
    ['the word of an object', '__proto__'],
  ])('of rooms are not %s', (_what, text) => {
    expect(v.is(roomUriSchema, text)).toBe(false)
  })

  test.each([
    'ada@localhost',
    'sip:@localhost',
    'sip:Ada@localhost',
    'sip:ada',
    'sip:a b@localhost',
    'sip:ada@-',
  ])('of people are not %s', (text) => {
    expect(v.is(personUriSchema, text)).toBe(false)
  })
})

describe('principals', () => {
  test('stand for one person or many', () => {
    for (const text of [
      'everyone',
      'group:Crew of the harbour',
      'domain:example.org',
      'sip:ada@example.org',
    ]) {
      expect(v.is(principalSchema, text)).toBe(true)
    }
    for (const text of ['', 'Everyone', 'group:', 'group:two\nlines', 'group:none\0', 'domain:', 'ada']) {
      expect(v.is(principalSchema, text)).toBe(false)
    }
  })
})
