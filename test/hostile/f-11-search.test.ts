// What people type into a search is text, whatever it would mean to a database: signs find themselves, words find words,
// and nothing is a fault.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { InvalidArgument } from '../support/errors.ts'

const NAMES = [
  'Harbour',
  '100% sure',
  'under_score',
  'back\\slash',
  "O'Brien",
  'NEAR here',
  'a AND b',
  '港口',
  'ёлка',
]

conversation(
  'F11: signs of queries find themselves or nothing, in any kind of search',
  async ({ app, ada }) => {
    for (const name of NAMES) await app.opensRoom(name, { description: `${name} and more` })
    await ada.signsIn()
    async function finds(criteria: string, how: Record<string, unknown> = {}): Promise<string[]> {
      const { rooms } = await ada.asks('chansrch', { criteria, ...how })
      return (rooms as { name: string }[]).map(({ name }) => name).sort()
    }
    const raw = [
      '*',
      '"open',
      'NEAR(',
      'col:x',
      'a AND (',
      '"',
      "'",
      "';--",
      '(',
      ')',
      '^',
      '{a b}',
      '-a',
      'a*b',
      '$1',
      '?',
      ':x',
      '\\',
      '%_%',
      '\u202e',
      '\u200b',
      '😀',
      'ﷺ',
    ]
    for (const criteria of raw)
      for (const how of [{}, { matchAll: true }, { matchExactPhrase: true }, { searchDescription: true }])
        expect(Array.isArray(await finds(criteria, how)), criteria).toBe(true)

    for (const nothing of ['%', '_', '*', '""', '!!', '\\', '%%%', '__'])
      expect(await finds(nothing, { searchDescription: true }), nothing).toEqual([])
    expect(await finds('%', { matchExactPhrase: true })).toEqual(['100% sure'])
    expect(await finds('_', { matchExactPhrase: true })).toEqual(['under_score'])
    expect(await finds('\\', { matchExactPhrase: true })).toEqual(['back\\slash'])
    expect(await finds("o'b", { matchExactPhrase: true })).toEqual(["O'Brien"])
    expect(await finds('r_s', { matchExactPhrase: true })).toEqual(['under_score'])
    expect(await finds('h%r', { matchExactPhrase: true })).toEqual([])
    expect(await finds('near')).toEqual(['NEAR here'])
    expect(await finds('a AND b', { matchAll: true })).toEqual(['a AND b'])
    expect(await finds('港')).toEqual(['港口'])
    expect(await finds('Е')).toContain('ёлка')
    expect(await finds('HA')).toEqual(['Harbour'])
    expect(await finds('')).toEqual([...NAMES].sort())
  },
)

conversation(
  'F11: a hundred words are searched for, ten thousand refused with the number that is allowed',
  async ({ app, ada }) => {
    await app.opensRoom('Harbour')
    await ada.signsIn()
    const hundred = Array.from({ length: 99 }, (_, index) => String.fromCharCode(0x4e00 + index)).join(' ')
    for (const how of [{}, { matchAll: true, searchDescription: true }])
      expect(await ada.asks('chansrch', { criteria: `r ${hundred}`, ...how })).toMatchObject({
        rooms: 'matchAll' in how ? [] : [{ name: 'Harbour' }],
      })
    const wide = 'ﷺ'.repeat(200)
    expect(await ada.asks('chansrch', { criteria: wide, matchExactPhrase: true })).toMatchObject({
      rooms: [],
    })
    const sentence = await ada.isRefused('chansrch', { criteria: 'r '.repeat(10_000) }, InvalidArgument)
    expect(sentence).toContain('200')
    for (const bad of ['\0', 'a\0b', '\ud800'])
      await ada.isRefused('chansrch', { criteria: bad, matchExactPhrase: true }, InvalidArgument)
  },
)
