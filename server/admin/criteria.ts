// What an administrator or an officer asks of the archive: who, where, when, what. People and rooms are said by name or by address.

import * as v from 'valibot'
import { ARCHIVED_KINDS } from '#shared/archive/kinds.ts'
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
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_MAX)), 50),
  beyond: v.optional(v.strictObject({ at: v.number(), number: v.number() })),
}

type Named = { person?: string | undefined; room?: string | undefined }
type Period = { from?: string | undefined; to?: string | undefined }

/** A room that was deleted is named by its address. */
export async function roomUri({ channel }: AdminServices, room: string): Promise<string> {
  return room.startsWith('ma-chan://') ? room : (await channel.management.find(room)).room.uri
}

export async function addressesOf(services: AdminServices, { person, room }: Named) {
  return {
    person: person === undefined ? undefined : await personUri(services, person),
    room: room === undefined ? undefined : await roomUri(services, room),
  }
}

async function personUri({ domain }: AdminServices, person: string): Promise<string> {
  return person.startsWith('sip:') ? person : `sip:${person}@${domain}`
}

export const momentsOf = ({ from, to }: Period) => ({
  from: from === undefined ? undefined : momentOf(from, 'start'),
  to: to === undefined ? undefined : momentOf(to, 'end') + 1,
})

type Asked = Named & Period & { words?: string | undefined; kinds?: string[] | undefined }

/** The same by address and in ms, as it is kept. */
export async function criteriaOf(services: AdminServices, { person, room, from, to, words, kinds }: Asked) {
  const found = await addressesOf(services, { person, room })
  return { words, kinds, ...found, ...momentsOf({ from, to }) }
}
