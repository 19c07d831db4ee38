// What a case looks for, and who had to do with it, in words.

import { POOL_USERNAME } from '#shared/post.ts'
import type { ToldCase } from '../actions/cases.ts'
import { fullTime } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { kindName } from './event-words.ts'

/** What the command line did is told of as the pool. */
export function whoIs(uri: string): string {
  return uri.startsWith(`sip:${POOL_USERNAME}@`) ? t('theServer') : uri.replace(/^sip:|@.*$/g, '')
}

/** One line for each thing that is asked for. */
export function searchWords({ search }: ToldCase): { name: string; text: string }[] {
  const { words, person, room, from, to, kinds } = search
  const told = [
    [t('findWords'), words],
    [t('findWhose'), person?.replace('sip:', '')],
    [t('findRoom'), room],
    [t('findFrom'), from === undefined ? undefined : fullTime(from)],
    [t('findTo'), to === undefined ? undefined : fullTime(to - 1)],
    [t('findKind'), kinds?.map(kindName).join(', ')],
  ] as const
  return told.flatMap(([name, text]) => (text === undefined ? [] : [{ name, text }]))
}
