// What an administrator or an officer asks of the archive: who, where, when, what. People and rooms are said by name or by address.

import * as v from 'valibot'
import { ARCHIVED_KINDS } from '#shared/archive/kinds.ts'
import { XccosError } from '#shared/errors.ts'
import { POOL_USERNAME } from '#shared/post.ts'
import type { AdminServices } from './act.ts'
import { momentOf } from './moment.ts'

const PAGE_MAX = 200

export const words = (what: string, most: number) =>
  v.pipe(
    v.string(`${what} is text.`),
    v.trim(),
    v.minLength(1, `${what} is not empty.`),
    v.maxLength(most, `${what} has at most ${most} characters.`),
  )
export const period = { from: v.optional(v.string()), to: v.optional(v.string()) }
export const whoAndWhere = { person: v.optional(v.string()), room: v.optional(v.string()) }
export const criteria = {
  ...whoAndWhere,
  ...period,
  words: v.optional(v.pipe(v.string(), v.maxLength(400, 'Words have at most 400 characters.'))),
  kinds: v.optional(v.array(v.picklist(ARCHIVED_KINDS, 'There is no such kind of event.'))),
}
export const page = {
  limit: v.optional(
    v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_MAX, `A page has at most ${PAGE_MAX}.`)),
    50,
  ),
  beyond: v.optional(v.strictObject({ at: v.number(), number: v.number() })),
}

type Named = { person?: string | undefined; room?: string | undefined }
type Period = { from?: string | undefined; to?: string | undefined }

/** A room that was deleted is named by its address; the archive knows it. */
export async function roomUri({ channel, compliance }: AdminServices, room: string): Promise<string> {
  const found = await channel.management.find(room).catch(async (error: unknown) => {
    if (room.startsWith('ma-chan://') && (await compliance.knowsRoom(room))) return undefined
    throw error
  })
  return found?.room.uri ?? room
}

export async function addressesOf(services: AdminServices, { person, room }: Named) {
  return {
    person: person === undefined ? undefined : await personUri(services, person),
    room: room === undefined ? undefined : await roomUri(services, room),
  }
}

/** Nobody is ever removed; who is not there was misspelt, and a hold on them would hold nothing. */
async function personUri({ identity, domain }: AdminServices, person: string): Promise<string> {
  const named = person.trim().toLowerCase()
  const uri = named.startsWith('sip:') ? named : `sip:${named}@${domain}`
  if (uri === `sip:${POOL_USERNAME}@${domain}` || (await identity.findPerson(uri))) return uri
  throw new XccosError('NoSuchPrincipal', `There is nobody called "${person}".`)
}

export function momentsOf(period: Period): { from: number | undefined; to: number | undefined } {
  const from = period.from === undefined ? undefined : momentOf(period.from, 'start')
  const to = period.to === undefined ? undefined : momentOf(period.to, 'end') + 1
  if (from !== undefined && to !== undefined && from >= to)
    throw new XccosError('InvalidArgument', 'A period ends after it begins.')
  return { from, to }
}

type Asked = Named & Period & { words?: string | undefined; kinds?: string[] | undefined }

/** The same by address and in ms, as it is kept. */
export async function criteriaOf(services: AdminServices, { person, room, from, to, words, kinds }: Asked) {
  const found = await addressesOf(services, { person, room })
  return { words, kinds, ...found, ...momentsOf({ from, to }) }
}
