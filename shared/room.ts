// XCCOS `chanib`: a room as a caller may see it. What the caller may do is in `permissions`,
// by the names of the original's RoomPermissionMap (facts 3.5).

import * as v from 'valibot'
import { addInSchema } from './add-in.ts'
import { participantSchema } from './person.ts'
import { categoryUriSchema, roomUriSchema } from './uri.ts'

export const PRIVACIES = ['open', 'closed', 'secret'] as const
export type Privacy = (typeof PRIVACIES)[number]
export const ROOM_TYPES = ['normal', 'auditorium'] as const
export type RoomType = (typeof ROOM_TYPES)[number]

/** A room can only switch its category's invitations off (facts 3.3). */
export const INVITATIONS = ['inherit', 'false'] as const
export type InvitationSetting = (typeof INVITATIONS)[number]

export const PERMISSIONS = ['manage', 'join', 'chat', 'readHistory', 'view', 'auditoriumChat'] as const
export type Permission = (typeof PERMISSIONS)[number]

const count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** Of a read marker; grows when a person marks posts as unread. The bound leaves no way to the end of numbers. */
export const generationSchema = v.pipe(count, v.maxValue(1_000_000_000))

export const lastPostSchema = v.object({
  seq: count,
  ts: v.string(),
  author: v.string(),
  authdisp: v.optional(v.string()),
  /** At most 200 characters of it. */
  chat: v.string(),
})
export type LastPost = v.InferOutput<typeof lastPostSchema>

/** What is the same for everyone who may see the room, and what this caller may do. */
export const roomPropertiesSchema = v.object({
  uri: roomUriSchema,
  name: v.string(),
  description: v.string(),
  category: categoryUriSchema,
  privacy: v.picklist(PRIVACIES),
  type: v.picklist(ROOM_TYPES),
  /** From the category: may files be shared, may the room invite, is history kept. */
  filePost: v.boolean(),
  invite: v.boolean(),
  logged: v.boolean(),
  /** For how many minutes one may edit and remove what one wrote; null: for ever, 0: never. */
  editMinutes: v.optional(v.nullable(count)),
  /** The page that stands beside the talk, and what it may see. */
  addIn: v.nullable(addInSchema),
  permissions: v.array(v.picklist(PERMISSIONS)),
})
export type RoomProperties = v.InferOutput<typeof roomPropertiesSchema>

export const roomSchema = v.object({
  ...roomPropertiesSchema.entries,
  /** The newest `seq`; 0 in an empty room or where the caller may not read. */
  head: count,
  /** Posts of kind chat after my marker, not mine, capped at 999. */
  unread: count,
  /** My read marker: the `seq` up to which I have read. */
  read: v.optional(count),
  readGeneration: v.optional(generationSchema),
  participantCount: count,
  /** Absent in a large room. */
  participants: v.optional(v.array(participantSchema)),
  lastPost: v.optional(lastPostSchema),
})
export type Room = v.InferOutput<typeof roomSchema>
