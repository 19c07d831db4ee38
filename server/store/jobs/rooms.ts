// Rooms and the lists of who holds which role in them.

import { type SelectQueryBuilder, sql } from 'kysely'
import { XccosError } from '#shared/errors.ts'
import type { Role } from '#shared/person.ts'
import type { Privacy, RoomType } from '#shared/room.ts'
import { type Db, type DbAlone, reads, writesAlone } from '../job.ts'
import type { Tables } from '../tables.ts'
import {
  type CategoryRow,
  requireFreeName,
  type Scope,
  scopeOf,
  selectCategories,
  toCategory,
} from './categories.ts'
import { inviteMembers } from './invitations.ts'
import { raiseAclEpoch, readAclEpoch } from './meta.ts'

export type RoomRow = {
  id: number
  uri: string
  name: string
  description: string
  privacy: Privacy
  type: RoomType
  invitations: boolean
  addIn: string | null
  disabled: boolean
}
/** Everything that decides who may do what in a room, as of one epoch of rights. */
export type RoomAccess = {
  room: RoomRow
  category: CategoryRow
  scope: Scope
  roles: Record<Role, string[]>
  aclEpoch: number
}
export type NewRoom = Omit<RoomRow, 'id' | 'disabled' | 'addIn'> & {
  categoryUri: string
  nameFolded: string
  descriptionFolded: string
  roles: Record<Role, string[]>
  at: number
}
export type RoomChange = {
  uri: string
  name?: { text: string; folded: string }
  description?: { text: string; folded: string }
  privacy?: Privacy
  type?: RoomType
  disabled?: boolean
  add?: Partial<Record<Role, string[]>>
  remove?: Partial<Record<Role, string[]>>
  at: number
}

const ROLE_NAMES = ['member', 'manager', 'presenter'] as const
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
] as const

function selectRooms(db: Db) {
  return db.selectFrom('rooms').select(COLUMNS).select('category_id')
}

async function access(db: Db, uri: string): Promise<RoomAccess | undefined> {
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
  const { category_id: _, add_in, invitations, disabled, ...rest } = row
  return {
    room: { ...rest, addIn: add_in, invitations: invitations === 1, disabled: disabled === 1 },
    category: toCategory(category),
    scope: await scopeOf(db, category.id),
    roles,
    aclEpoch: await readAclEpoch(db),
  }
}

async function addRoles(db: Db, roomId: number, roles: Partial<Record<Role, string[]>>): Promise<void> {
  for (const role of ROLE_NAMES) {
    for (const principal of new Set(roles[role] ?? [])) {
      await db
        .insertInto('room_roles')
        .values({ room_id: roomId, role, principal })
        .onConflict((conflict) => conflict.doNothing())
        .execute()
    }
  }
}

async function removeRoles(db: Db, roomId: number, roles: Partial<Record<Role, string[]>>): Promise<void> {
  for (const role of ROLE_NAMES) {
    const principals = roles[role] ?? []
    if (principals.length === 0) continue
    await db
      .deleteFrom('room_roles')
      .where('room_id', '=', roomId)
      .where('role', '=', role)
      .where('principal', 'in', principals)
      .execute()
  }
}

async function addRoom(db: DbAlone, room: NewRoom): Promise<number> {
  await requireFreeName(db, room.nameFolded)
  const category = await selectCategories(db).where('uri', '=', room.categoryUri).executeTakeFirst()
  if (!category) throw new XccosError('NoSuchNode', 'There is no such category.')
  const { id } = await db
    .insertInto('rooms')
    .values({
      uri: room.uri,
      category_id: category.id,
      name: room.name,
      name_folded: room.nameFolded,
      description: room.description,
      description_folded: room.descriptionFolded,
      privacy: room.privacy,
      type: room.type,
      invitations: room.invitations ? 1 : 0,
      add_in: null,
      disabled: 0,
      head: 0,
      chain: new Uint8Array(32),
      created_at: room.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await addRoles(db, id, room.roles)
  if (room.invitations && category.invitations === 1)
    await inviteMembers(db, { roomId: id, people: room.roles.member, at: room.at })
  return raiseAclEpoch(db)
}

async function changeRoom(db: DbAlone, change: RoomChange): Promise<number> {
  const before = await access(db, change.uri)
  if (!before) throw new XccosError('NoSuchNode', 'There is no such room.')
  if (change.name) await requireFreeName(db, change.name.folded, before.room.id)
  const columns = {
    ...(change.name ? { name: change.name.text, name_folded: change.name.folded } : {}),
    ...(change.description
      ? { description: change.description.text, description_folded: change.description.folded }
      : {}),
    ...(change.privacy ? { privacy: change.privacy } : {}),
    ...(change.type ? { type: change.type } : {}),
    ...(change.disabled === undefined ? {} : { disabled: change.disabled ? (1 as const) : (0 as const) }),
  }
  if (Object.keys(columns).length > 0)
    await db.updateTable('rooms').set(columns).where('id', '=', before.room.id).execute()
  await removeRoles(db, before.room.id, change.remove ?? {})
  await addRoles(db, before.room.id, change.add ?? {})
  if (before.room.invitations && before.category.invitations) {
    await inviteMembers(db, { roomId: before.room.id, people: change.add?.member ?? [], at: change.at })
  }
  return raiseAclEpoch(db)
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
  roomAccess: reads(async (db, { uri }: { uri: string }) => access(db, uri)),
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
      .where('room_roles.principal', 'in', principals)
      .where('rooms.disabled', '=', 0)
      .orderBy('rooms.uri')
      .execute()
    return rows.map((row) => row.uri)
  }),
  addRoom: writesAlone(addRoom),
  changeRoom: writesAlone(changeRoom),
}
