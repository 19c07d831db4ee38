// XCCOS `uib`: a person as others see them.

import * as v from 'valibot'
import { stateSchema } from './presence.ts'
import { personUriSchema } from './uri.ts'

export const ROLES = ['member', 'manager', 'presenter'] as const
export type Role = (typeof ROLES)[number]

export const personSchema = v.object({ uri: personUriSchema, displayName: v.string() })
export type Person = v.InferOutput<typeof personSchema>

export const participantSchema = v.object({
  ...personSchema.entries,
  roles: v.array(v.picklist(ROLES)),
  state: v.optional(stateSchema),
})
export type Participant = v.InferOutput<typeof participantSchema>

/** What a search for people tells of each. */
export const foundPersonSchema = v.object({ ...personSchema.entries, state: v.optional(stateSchema) })
export type FoundPerson = v.InferOutput<typeof foundPersonSchema>
