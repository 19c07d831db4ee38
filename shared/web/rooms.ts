// Managing rooms over HTTP: what one manages, where one may create, a room's card, and changing it.

import * as v from 'valibot'
import { addInSchema } from '../add-in.ts'
import { categoryChoiceSchema } from '../commands/nodespermcreatechild.ts'
import { NAME_CHARS, NAMES_PER_CHECK } from '../limits.ts'
import { INVITATIONS, PERMISSIONS, PRIVACIES, ROOM_TYPES } from '../room.ts'
import { categoryUriSchema, roomUriSchema, uuidSchema } from '../uri.ts'

export const PRINCIPAL_KINDS = ['person', 'group', 'domain', 'everyone'] as const

export const listedPrincipalSchema = v.object({
  uri: v.string(),
  displayName: v.string(),
  kind: v.picklist(PRINCIPAL_KINDS),
})
export type ListedPrincipal = v.InferOutput<typeof listedPrincipalSchema>

export const myRoomsSchema = v.object({
  managed: v.array(
    v.object({
      id: uuidSchema,
      uri: roomUriSchema,
      name: v.string(),
      description: v.string(),
      category: categoryUriSchema,
      privacy: v.picklist(PRIVACIES),
      type: v.picklist(ROOM_TYPES),
      disabled: v.boolean(),
    }),
  ),
  mayCreate: v.boolean(),
})
export type MyRooms = v.InferOutput<typeof myRoomsSchema>

export const roomBeginningSchema = v.object({
  categories: v.array(categoryChoiceSchema),
  addIns: v.array(addInSchema),
})
export type RoomBeginning = v.InferOutput<typeof roomBeginningSchema>

export const nameCheckSchema = v.object({ free: v.boolean(), reason: v.optional(v.string()) })
export type NameCheck = v.InferOutput<typeof nameCheckSchema>

export const checkedPeopleSchema = v.object({
  found: v.array(listedPrincipalSchema),
  unknown: v.array(v.string()),
  ambiguous: v.array(v.object({ name: v.string(), people: v.array(listedPrincipalSchema) })),
  notInScope: v.array(v.string()),
})
export type CheckedPeople = v.InferOutput<typeof checkedPeopleSchema>

export const eligibleSchema = v.object({
  principals: v.array(listedPrincipalSchema),
  moreAvailable: v.boolean(),
})
export type Eligible = v.InferOutput<typeof eligibleSchema>

const by = v.nullable(v.object({ uri: v.string(), displayName: v.string() }))

export const roomCardSchema = v.object({
  id: uuidSchema,
  uri: roomUriSchema,
  name: v.string(),
  description: v.string(),
  category: v.object({ uri: categoryUriSchema, name: v.string() }),
  privacy: v.picklist(PRIVACIES),
  type: v.picklist(ROOM_TYPES),
  invitations: v.picklist(INVITATIONS),
  addIn: v.nullable(addInSchema),
  disabled: v.boolean(),
  revision: v.number(),
  editable: v.boolean(),
  permissions: v.array(v.picklist(PERMISSIONS)),
  why: v.object({
    join: v.optional(v.string()),
    chat: v.optional(v.string()),
    manage: v.optional(v.string()),
  }),
  members: v.optional(v.array(listedPrincipalSchema)),
  managers: v.array(listedPrincipalSchema),
  presenters: v.array(listedPrincipalSchema),
  createdBy: by,
  createdOn: v.string(),
  updatedBy: by,
  updatedOn: v.string(),
})
export type RoomCard = v.InferOutput<typeof roomCardSchema>

/** One's own room is not in the way of its own name. */
export const nameToCheckSchema = v.strictObject({
  name: v.pipe(v.string(), v.maxLength(NAME_CHARS)),
  room: v.optional(roomUriSchema),
})

export const peopleToCheckSchema = v.strictObject({
  /** As people paste them: addresses, user names, display names, `group:…`, `everyone`. */
  names: v.pipe(v.array(v.pipe(v.string(), v.maxLength(330))), v.maxLength(NAMES_PER_CHECK)),
  category: categoryUriSchema,
})
