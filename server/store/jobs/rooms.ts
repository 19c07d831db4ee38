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
  const [access] = await readAccesses(db, [uri])
  return access
}

/** Of those that there are, in a few questions whatever their number; what rooms share is read once. */
export async function readAccesses(db: Db, uris: readonly string[]): Promise<RoomAccess[]> {
  if (uris.length === 0) return []
  const rows = await selectRooms(db).where('uri', 'in', uris).execute()
  const roles = await rolesOf(
    db,
    rows.map(({ id }) => id),
  )
  const categories = await readEach(
    rows.map(({ category_id }) => category_id),
    (id) => readCategory(db, id),
  )
  const addIns = await readEach(
    rows.flatMap(({ add_in }) => add_in ?? []),
    (id) => findAddIn(db, id),
  )
  const aclEpoch = await readAclEpoch(db)
  return rows.flatMap(({ category_id, add_in, invitations, disabled, revision, ...rest }) => {
    const category = categories.get(category_id)
    if (!category) return []
    const room = {
      ...rest,
      ...{ invitations: invitations === 1, disabled: disabled === 1, revision: Number(revision) },
      addIn: (add_in === null ? undefined : addIns.get(add_in)) ?? null,
    }
    return [{ room, ...category, roles: roles.get(room.id) ?? noRoles(), aclEpoch }]
  })
}

const noRoles = (): Record<Role, string[]> => ({ member: [], manager: [], presenter: [] })

async function rolesOf(db: Db, roomIds: readonly number[]): Promise<Map<number, Record<Role, string[]>>> {
  if (roomIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('room_roles')
    .select(['room_id', 'role', 'principal'])
    .where('room_id', 'in', roomIds)
    .orderBy('room_id')
    .orderBy('principal')
    .execute()
  const roles = new Map(roomIds.map((id) => [id, noRoles()]))
  for (const { room_id, role, principal } of rows) roles.get(room_id)?.[role].push(principal)
  return roles
}

async function readCategory(db: Db, id: number): Promise<Pick<RoomAccess, 'category' | 'scope'>> {
  const row = await selectCategories(db).where('id', '=', id).executeTakeFirstOrThrow()
  return { category: toCategory(row), scope: await scopeOf(db, id) }
}

async function readEach<Key, Value>(
  keys: readonly Key[],
  read: (key: Key) => Promise<Value>,
): Promise<Map<Key, Value>> {
  const found = new Map<Key, Value>()
  for (const key of new Set(keys)) found.set(key, await read(key))
  return found
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
  roomAccesses: reads(async (db, { uris }: { uris: string[] }) => readAccesses(db, uris)),
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
  enabledRoomUris: reads(async (db, _: Record<string, never>) => {
    const rows = await db.selectFrom('rooms').select('uri').where('disabled', '=', 0).orderBy('id').execute()
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
