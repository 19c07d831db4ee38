// Both dictionaries say the same things, and numbers take the forms of their language.

import { describe, expect, it } from 'vitest'
import { en } from '../../../client/i18n/en.ts'
import { fill, pick } from '../../../client/i18n/forms.ts'
import { ru } from '../../../client/i18n/ru.ts'

const names = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()
const namesOf = (entry: string | object) =>
  typeof entry === 'string' ? names(entry) : names(Object.values(entry).join(' '))

describe('dictionaries', () => {
  it('have the same keys', () => {
    expect(Object.keys(ru).sort()).toEqual(Object.keys(en).sort())
  })

  it.each(Object.entries(en).filter(([key]) => key !== 'errorInvalidArgument'))(
    '%s takes the same values in Russian',
    (key, entry) => {
      expect(namesOf(ru[key as keyof typeof ru])).toEqual(namesOf(entry))
    },
  )

  it('leave no English sentence untranslated', () => {
    const same = Object.keys(en).filter((key) => {
      const text = en[key as keyof typeof en]
      return typeof text === 'string' && /[a-z]{4}/i.test(text) && ru[key as keyof typeof ru] === text
    })
    expect(
      same.filter((key) => !['appName', 'announceOne', 'reactionBy', 'errorInvalidArgument'].includes(key)),
    ).toEqual([])
  })
})

describe('plural', () => {
  const russian = new Intl.PluralRules('ru')
  const forms = { one: 'сообщение', few: 'сообщения', many: 'сообщений', other: 'сообщения' }

  it.each([
    [1, 'сообщение'],
    [2, 'сообщения'],
    [5, 'сообщений'],
    [11, 'сообщений'],
    [21, 'сообщение'],
    [111, 'сообщений'],
    [1.5, 'сообщения'],
  ])('%d %s', (n, word) => {
    expect(pick(forms, russian.select(n))).toBe(word)
  })

  it('falls to other where a language has no such form', () => {
    expect(pick({ one: 'post', other: 'posts' }, 'few')).toBe('posts')
  })
})

describe('fill', () => {
  it('puts values in place and shows a name it does not know', () => {
    expect(fill('{n} in {room}', { n: 0 })).toBe('0 in {room}')
  })

  it('does not read values as patterns', () => {
    expect(fill('{a}', { a: '$& {b}', b: 'x' })).toBe('$& {b}')
  })
})
