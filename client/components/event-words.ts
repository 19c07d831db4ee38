// What an event of the archive says, in the words of this language; whatever has no words here is shown as it is kept.

import { POOL_USERNAME, readSigned, wordsOf } from '#shared/post.ts'
import type { ToldEvent } from '../actions/archive.ts'
import { type TextKey, t } from '../i18n/language.ts'

/** `look` sets words off that are not there any more. */
export type Said = { label: string; text: string; look: 'said' | 'gone' }

export function kindName(kind: ToldEvent['kind']): string {
  return t(`kind_${kind}` satisfies TextKey)
}

/** What somebody wrote: now, before, or before it was removed. */
export function saidIn({ kind, body }: ToldEvent): Said[] {
  const said: Said[] = []
  const add = (signed: unknown, look: Said['look'], label = '') => {
    const text = typeof signed === 'string' ? textOf(signed) : ''
    if (text !== '') said.push({ label, text, look })
  }
  add(body.earlier, 'gone', t('earlierWords'))
  const isGone = kind === 'erased' || kind === 'refused'
  const label = { erased: t('wordsThatWent'), refused: t('wordsRefused') }
  add(body.signed, isGone ? 'gone' : 'said', isGone ? label[kind] : '')
  return said
}

function textOf(signed: string): string {
  const post = readSigned(signed)
  if (post === undefined) return signed
  if (post.kind === 'react') return post.emoji
  const title = 'story' in post ? post.story?.title : undefined
  return [title, wordsOf(post)].filter(Boolean).join('\n')
}

/** What was asked, changed or done, shortly. */
export function actIn({ body }: ToldEvent): string {
  const { act, of, asked, args, address, changes, why } = body
  const told = [act, of, address, why].filter((each) => typeof each === 'string').join(' · ')
  return [told, ...[asked, args, changes].flatMap(linesOf)].filter(Boolean).join('\n')
}

function linesOf(given: unknown): string[] {
  if (typeof given !== 'object' || given === null) return []
  const said = (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value))
  return [
    Object.entries(given)
      .map(([name, value]) => `${name}: ${said(value)}`)
      .join(' · '),
  ]
}

/** What the command line did is told of as the pool. */
export function whoDid({ person }: ToldEvent): string {
  return person.uri.startsWith(`sip:${POOL_USERNAME}@`) ? t('theServer') : person.name
}
