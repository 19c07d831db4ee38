// What a filter says, in words for its chip: the name of the person or room that is meant, the day as people write it.

import { isMe, meantBy } from '#shared/search/names.ts'
import { type FilterPart, parseQuery } from '#shared/search/query.ts'
import { usernameOf } from '#shared/uri.ts'
import { dayText } from '../i18n/dates.ts'
import { listText, t } from '../i18n/language.ts'
import { known, myUri, nameOfPerson } from './known.ts'
import { nameOfKind } from './search-text.ts'

const NAMED_MAX = 3

export function nameOfPart({ filter, value }: FilterPart): string {
  switch (filter) {
    case 'from':
      return peopleCalled(value)
    case 'in':
      return someOf(
        meantBy(value, known().rooms, ({ name }) => [name]).map(({ name }) => name),
        value,
      )
    case 'after':
    case 'before':
      return dayIn(value)
    case 'has': {
      const [has] = parseQuery(`has:${value}`).has
      return has === undefined ? value : nameOfKind(has)
    }
  }
}

function peopleCalled(value: string): string {
  if (isMe(value)) return nameOfPerson(myUri()) ?? t('nameMe')
  const called = meantBy(value, known().people, ({ uri, displayName }) => [displayName, usernameOf(uri)])
  return someOf(
    called.map(({ displayName }) => displayName),
    value,
  )
}

/** Too many to be named are called what was typed. */
function someOf(names: string[], typed: string): string {
  return names.length === 0 || names.length > NAMED_MAX ? typed : listText(names, 'or')
}

/** The first day of what was typed, be it a day, a month or a year. */
function dayIn(value: string): string {
  const day = parseQuery(`after:${value}`).after
  return day === undefined ? value : dayText(new Date(`${day}T00:00:00`).getTime())
}
