// How a principal is called on screen: people and groups by their names, a domain and everyone in words.

import type { ListedPrincipal } from '../actions/managing.ts'
import { t } from '../i18n/language.ts'

export function nameOfPrincipal({ kind, uri, displayName }: ListedPrincipal): string {
  if (kind === 'everyone') return t('kindEveryone')
  if (kind === 'domain') return t('kindDomain', { domain: uri.replace('domain:', '') })
  return displayName
}

/** What stands beside the name, to tell people of one name apart. */
export function asideOfPrincipal({ kind, uri }: ListedPrincipal): string {
  if (kind === 'person') return uri.replace('sip:', '')
  return kind === 'group' ? t('kindGroup') : ''
}

/** Names as a person writes them in a list: one a line, or between commas or semicolons. */
export function splitNames(text: string): string[] {
  const names = text.split(/[\r\n\t;,]+/u).map((name) => name.trim())
  return [...new Set(names.filter((name) => name !== ''))]
}
