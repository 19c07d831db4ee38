// Turns the names that administrators type into principals. A bare name is a person and must exist,
// so that a slip of the keyboard is refused instead of giving rights to nobody.

import { XccosError } from '#shared/errors.ts'
import { EVERYONE, type PersonUri, type Principal, personUri } from '#shared/uri.ts'
import type { AdminServices } from './act.ts'
import { groupNamed } from './named.ts'

type Services = Pick<AdminServices, 'identity' | 'domain' | 'channel'>

export async function personNamed(
  { identity, domain }: Pick<Services, 'identity' | 'domain'>,
  name: string,
): Promise<PersonUri> {
  const uri = addressOf(name.toLowerCase(), domain)
  if (!(await identity.findPerson(uri)))
    throw new XccosError('NoSuchPrincipal', `There is no person called ${name}.`)
  return uri
}

export async function principalNamed(services: Services, name: string): Promise<Principal> {
  if (name === EVERYONE) return EVERYONE
  if (name.startsWith('domain:')) return name.toLowerCase()
  if (name.startsWith('group:')) return groupNamed(services, name)
  return personNamed(services, name)
}

/** Each once, however it is written. */
export async function principalsNamed(services: Services, names: readonly string[]): Promise<Principal[]> {
  return [...new Set(await Promise.all(names.map((name) => principalNamed(services, name))))]
}

function addressOf(name: string, domain: string): PersonUri {
  if (name.startsWith('sip:')) return name
  return name.includes('@') ? `sip:${name}` : personUri(name, domain)
}
