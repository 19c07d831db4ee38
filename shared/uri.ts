// Addresses: rooms ma-chan://domain/guid, categories ma-cat://domain/guid, people sip:name@domain.
// A room's address is made once and never changes, not by renaming or moving (facts 2.2).

import * as v from 'valibot'

const GUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}'
const DOMAIN = '[a-z0-9](?:[a-z0-9.-]{0,252}[a-z0-9])?'

const ROOM = new RegExp(`^ma-chan://${DOMAIN}/${GUID}$`)
const CATEGORY = new RegExp(`^ma-cat://${DOMAIN}/${GUID}$`)
const PERSON = new RegExp(`^sip:[a-z0-9][a-z0-9._-]*@${DOMAIN}$`)

export const roomUriSchema = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(ROOM, 'This is not the address of a room.'),
)
export const categoryUriSchema = v.pipe(
  v.string(),
  v.maxLength(300),
  v.regex(CATEGORY, 'This is not the address of a category.'),
)
export const personUriSchema = v.pipe(
  v.string(),
  v.maxLength(330),
  v.regex(PERSON, 'This is not the address of a person.'),
)
export const uuidSchema = v.pipe(v.string(), v.regex(new RegExp(`^${GUID}$`), 'This is not a UUID.'))

export type RoomUri = string
export type CategoryUri = string
export type PersonUri = string

/** A principal stands for one person or many: `sip:ada@x`, `group:crew`, `domain:x`, `everyone`. */
export type Principal = string
const PRINCIPAL = new RegExp(
  `^(?:everyone|group:[^\\p{Cc}\\p{Cs}]{1,100}|domain:${DOMAIN}|sip:[a-z0-9][a-z0-9._-]*@${DOMAIN})$`,
  'u',
)
export const principalSchema = v.pipe(
  v.string(),
  v.maxLength(330),
  v.regex(PRINCIPAL, 'This is not a person, group, domain or everyone.'),
)
export const EVERYONE: Principal = 'everyone'

export function roomUri(domain: string, guid: string): RoomUri {
  return `ma-chan://${domain}/${guid}`
}

export function categoryUri(domain: string, guid: string): CategoryUri {
  return `ma-cat://${domain}/${guid}`
}

export function personUri(username: string, domain: string): PersonUri {
  return `sip:${username}@${domain}`
}

export function domainOf(person: PersonUri): string {
  return person.slice(person.indexOf('@') + 1)
}

export function usernameOf(person: PersonUri): string {
  return person.slice('sip:'.length, person.indexOf('@'))
}

/** The last part of a room's or category's address; it names the room in the app's links. */
export function guidOf(uri: RoomUri | CategoryUri): string {
  return uri.slice(uri.lastIndexOf('/') + 1)
}
