// Rooms and the lists of who holds which role in them.

import { type SelectQueryBuilder, sql } from 'kysely'
import type { AddIn } from '#shared/add-in.ts'
import type { Role } from '#shared/person.ts'
import type { Privacy, RoomType } from '#shared/room.ts'
import { type Db, reads } from '../job.ts'
import type { Tables } from '../tables.ts'
import { findAddIn } from './add-ins.ts'
import {
  type CategoryRow,
  isNameFree,
  type Scope,
  scopeOf,
  selectCategories,
  toCategory,
} from './categories.ts'
import { groupsOf } from './groups.ts'
import { readAclEpoch } from './meta.ts'

export type RoomRow = {
  id: number
  uri: string
  name: string
  description: string
  privacy: Privacy
  type: RoomType
  invitations: boolean
  addIn: AddIn | null
  disabled: boolean
  /** Grows with each change. */
  revision: number
}
/** When a room was made and changed, and by whom; null stands for the command line. */
export type RoomAudit = {
  createdBy: string | null
  createdAt: number
  updatedBy: string | null
  updatedAt: number | null
}
/** Everything that decides who may do what in a room, as of one epoch of rights. */
export type RoomAccess = {
  room: RoomRow
  category: CategoryRow
  scope: Scope
  roles: Record<Role, string[]>
  aclEpoch: number
}
const COLUMNS = [
  'rooms.id',
  'rooms.uri',
  'rooms.name',
  'rooms.description',
  'rooms.privacy',
  'rooms.type',
  'rooms.invitations',
  'rooms.add_in',
  'rooms.disabled',
  'rooms.revision',
] as const

function selectRooms(db: Db) {
  return db.selectFrom('rooms').select(COLUMNS).select('category_id')
}

export async function readAccess(db: Db, uri: string): Promise<RoomAccess | undefined> {
  const row = await selectRooms(db).where('uri', '=', uri).executeTakeFirst()
  if (!row) return undefined
  const category = await selectCategories(db).where('id', '=', row.category_id).executeTakeFirstOrThrow()
  const roleRows = await db
    .selectFrom('room_roles')
    .select(['role', 'principal'])
    .where('room_id', '=', row.id)
    .orderBy('principal')
    .execute()
  const roles: Record<Role, string[]> = { member: [], manager: [], presenter: [] }
  for (const { role, principal } of roleRows) roles[role].push(principal)
  const { category_id: _, add_in, invitations, disabled, revision, ...rest } = row
  return {
    room: {
      ...rest,
      ...{ invitations: invitations === 1, disabled: disabled === 1, revision: Number(revision) },
      addIn: add_in === null ? null : ((await findAddIn(db, add_in)) ?? null),
    },
    category: toCategory(category),
    scope: await scopeOf(db, category.id),
    roles,
    aclEpoch: await readAclEpoch(db),
  }
}

/** SQLite has no escape character unless it is told one. */
function contains(column: 'name_folded' | 'description_folded', pattern: string) {
  return sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`
}

type RoomsQuery = SelectQueryBuilder<Tables, 'rooms', { uri: string }>

function matching(
  query: RoomsQuery,
  args: { terms: string[]; all: boolean; inDescription: boolean },
): RoomsQuery {
  if (args.terms.length === 0) return query
  return query.where((eb) => {
    const perTerm = args.terms.map((term) => {
      const pattern = `%${term.replaceAll(/[\\%_]/g, (character) => `\\${character}`)}%`
      const inName = contains('name_folded', pattern)
      return args.inDescription ? eb.or([inName, contains('description_folded', pattern)]) : inName
    })
    return args.all ? eb.and(perTerm) : eb.or(perTerm)
  })
}

export const roomJobs = {
  roomAccess: reads(async (db, { uri }: { uri: string }) => readAccess(db, uri)),
  roomUriByName: reads(async (db, { nameFolded }: { nameFolded: string }) => {
    const row = await db
      .selectFrom('rooms')
      .select('uri')
      .where('name_folded', '=', nameFolded)
      .executeTakeFirst()
    return row?.uri
  }),
  roomUris: reads(async (db, _: Record<string, never>) => {
    const rows = await db.selectFrom('rooms').select('uri').orderBy('name_folded').execute()
    return rows.map((row) => row.uri)
  }),
  /** Addresses of rooms whose name (and description) holds the folded terms, by name, from `after` on. */
  roomsMatching: reads(
    async (
      db,
      args: { terms: string[]; all: boolean; inDescription: boolean; after: string; limit: number },
    ) => {
      const query = db
        .selectFrom('rooms')
        .select(['uri', 'name_folded as nameFolded'])
        .where('disabled', '=', 0)
        .where('name_folded', '>', args.after)
      const rows = await matching(query, args).orderBy('name_folded').limit(args.limit).execute()
      return rows as { uri: string; nameFolded: string }[]
    },
  ),
  roomsByRole: reads(async (db, { role, principals }: { role: Role; principals: string[] }) => {
    if (principals.length === 0) return []
    const rows = await db
      .selectFrom('room_roles')
      .innerJoin('rooms', 'rooms.id', 'room_roles.room_id')
      .select('rooms.uri')
      .distinct()
      .where('room_roles.role', '=', role)
      .where((eb) =>
        eb.or([
          eb('room_roles.principal', 'in', principals),
          eb('room_roles.principal', 'in', groupsOf(db, principals)),
        ]),
      )
      .where('rooms.disabled', '=', 0)
      .orderBy('rooms.uri')
      .execute()
    return rows.map((row) => row.uri)
  }),
  roomUrisOfCategory: reads(async (db, { categoryUri }: { categoryUri: string }) => {
    const rows = await db
      .selectFrom('rooms')
      .innerJoin('categories', 'categories.id', 'rooms.category_id')
      .select('rooms.uri')
      .where('categories.uri', '=', categoryUri)
      .orderBy('rooms.name_folded')
      .execute()
    return rows.map((row) => row.uri)
  }),
  roomAudit: reads(async (db, { uri }: { uri: string }): Promise<RoomAudit | undefined> => {
    const row = await db
      .selectFrom('rooms')
      .select([
        'created_by as createdBy',
        'created_at as createdAt',
        'updated_by as updatedBy',
        'updated_at as updatedAt',
      ])
      .where('uri', '=', uri)
      .executeTakeFirst()
    return (
      row && {
        ...row,
        createdAt: Number(row.createdAt),
        updatedAt: row.updatedAt === null ? null : Number(row.updatedAt),
      }
    )
  }),
  isNameFree: reads(async (db, { name, uri }: { name: string; uri?: string }) =>
    isNameFree(db, name, { uri }),
  ),
}
