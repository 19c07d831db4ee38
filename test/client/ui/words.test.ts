// Both dictionaries say the same things, and numbers take the forms of their language.

import { describe, expect, it } from 'vitest'
import { archive as archiveEn } from '../../../client/i18n/en/archive.ts'
import { around as aroundEn } from '../../../client/i18n/en/around.ts'
import { errors as errorsEn } from '../../../client/i18n/en/errors.ts'
import { feeds as feedsEn } from '../../../client/i18n/en/feeds.ts'
import { managing as managingEn } from '../../../client/i18n/en/managing.ts'
import { posts as postsEn } from '../../../client/i18n/en/posts.ts'
import { rooms as roomsEn } from '../../../client/i18n/en/rooms.ts'
import { search as searchEn } from '../../../client/i18n/en/search.ts'
import { en } from '../../../client/i18n/en.ts'
import { fill, pick } from '../../../client/i18n/forms.ts'
import { archive as archiveRu } from '../../../client/i18n/ru/archive.ts'
import { around as aroundRu } from '../../../client/i18n/ru/around.ts'
import { errors as errorsRu } from '../../../client/i18n/ru/errors.ts'
import { feeds as feedsRu } from '../../../client/i18n/ru/feeds.ts'
import { managing as managingRu } from '../../../client/i18n/ru/managing.ts'
import { posts as postsRu } from '../../../client/i18n/ru/posts.ts'
import { rooms as roomsRu } from '../../../client/i18n/ru/rooms.ts'
import { search as searchRu } from '../../../client/i18n/ru/search.ts'
import { ru } from '../../../client/i18n/ru.ts'

const EN = [archiveEn, aroundEn, errorsEn, feedsEn, managingEn, postsEn, roomsEn, searchEn]
const RU = [archiveRu, aroundRu, errorsRu, feedsRu, managingRu, postsRu, roomsRu, searchRu]

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

  it('have each key in one part only: a second would take the place of the first', () => {
    for (const parts of [EN, RU]) {
      const keys = parts.flatMap((part) => Object.keys(part))
      expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([])
      expect(keys.length).toBe(Object.keys(en).length)
    }
  })

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
