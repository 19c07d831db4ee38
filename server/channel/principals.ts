// Principals as people name them and as they are shown.

import { XccosError } from '#shared/errors.ts'
import { EVERYONE, type Principal } from '#shared/uri.ts'
import type { ListedPrincipal } from '#shared/web/rooms.ts'
import type { Store } from '../store/store.ts'

/** Throws for persons and groups that do not exist; a domain is a name for whoever is in it. */
export async function requireKnown(store: Store, principals: readonly Principal[]): Promise<void> {
  const unknown = [...new Set(principals)].filter(
    (each) => each.startsWith('sip:') || each.startsWith('group:'),
  )
  const known = new Set((await store.principalNames({ principals: unknown })).map(({ uri }) => uri))
  const missing = unknown.filter((each) => !known.has(each))
  if (missing.length > 0)
    throw new XccosError('NoSuchPrincipal', `There is no such person or group: ${missing.join(', ')}.`)
}

export function kindOf(principal: Principal): ListedPrincipal['kind'] {
  if (principal === EVERYONE) return 'everyone'
  if (principal.startsWith('group:')) return 'group'
  return principal.startsWith('domain:') ? 'domain' : 'person'
}

/** With the names that people know; who is gone is called by the address. */
export async function listed(store: Store, principals: readonly Principal[]): Promise<ListedPrincipal[]> {
  const names = new Map(
    (await store.principalNames({ principals: [...principals] })).map(({ uri, name }) => [uri, name]),
  )
  return principals.map((uri) => ({ uri, displayName: names.get(uri) ?? nameIn(uri), kind: kindOf(uri) }))
}

function nameIn(principal: Principal): string {
  return principal.replace(/^(?:group|domain|sip):/, '')
}
