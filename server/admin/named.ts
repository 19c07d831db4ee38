// What administrators name instead of giving an address.

import { XccosError } from '#shared/errors.ts'
import { fold } from '#shared/text.ts'
import type { CategoryUri, Principal } from '#shared/uri.ts'
import type { AdminServices } from './act.ts'

export async function categoryNamed({ channel }: AdminServices, nameOrUri: string): Promise<CategoryUri> {
  return (await channel.categories.find(nameOrUri)).uri
}

/** Null, and the word none, stand for no add-in. */
export async function addInNamed({ channel }: AdminServices, name: string | null): Promise<string | null> {
  if (name === null || name === 'none') return null
  const folded = fold(name)
  const found = (await channel.addIns.list()).find((each) => each.id === name || fold(each.name) === folded)
  if (!found) throw new XccosError('NoSuchNode', `There is no add-in "${name}".`)
  return found.id
}

export async function groupNamed(
  { channel }: Pick<AdminServices, 'channel'>,
  name: string,
): Promise<Principal> {
  const principal = await channel.groups.find(name)
  if (!principal) throw new XccosError('NoSuchPrincipal', `There is no group called ${name}.`)
  return principal
}
