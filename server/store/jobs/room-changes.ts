// Making, changing and deleting rooms. What may be was judged before, under an epoch of rights and on a revision of the
// room: when either has moved on, nothing is changed and it is judged again, so two who edit at once never mix.

import { XccosError } from '#shared/errors.ts'
import type { Role } from '#shared/person.ts'
import type { Privacy, RoomType } from '#shared/room.ts'
import { fold, looksOf } from '#shared/text.ts'
import { type DbAlone, writesAlone } from '../job.ts'
import { dropFromIndex } from '../search/drop-room.ts'
import { requireFreeName, selectCategories } from './categories.ts'
import { inviteMembers } from './invitations.ts'
import { recordLastWords } from './last-words.ts'
import { raiseAclEpoch, readAclEpoch } from './meta.ts'
import { changesBetween, recordChange } from './record-change.ts'
import { type RoomAccess, readAccess } from './rooms.ts'

type Roles = Record<Role, string[]>

export type RoomSettings = {
  name: string
  description: string
  categoryUri: string
  privacy: Privacy
  type: RoomType
  invitations: boolean
  /** An id of a registered add-in. */
  addIn: string | null
  disabled: boolean
  roles: Roles
}
/** `by` is null for the command line. `judgedAt` is the epoch under which this was allowed. */
type Judged = { by: string | null; at: number; judgedAt: number }
export type NewRoom = RoomSettings & { uri: string } & Judged
/** The room as it shall be, made from the room as it was at `revision`. */
export type RoomChange = RoomSettings & { uri: string; revision: number } & Judged

export type Changed =
  | { state: 'stale'; aclEpoch: number }
  | { state: 'done'; aclEpoch: number; revision: number }

const ROLE_NAMES = ['member', 'manager', 'presenter'] as const

async function columnsOf(db: DbAlone, settings: RoomSettings) {
  const category = await selectCategories(db).where('uri', '=', settings.categoryUri).executeTakeFirst()
  if (!category) throw new XccosError('NoSuchNode', 'There is no such category.')
  const { name, description, privacy, type, addIn } = settings
  return {
    invites: settings.invitations && category.invitations === 1 && !settings.disabled,
    columns: {
      ...{ category_id: category.id, name, name_folded: fold(name), name_looks: looksOf(name) },
      ...{ description, description_folded: fold(description), privacy, type, add_in: addIn },
      invitations: settings.invitations ? (1 as const) : (0 as const),
      disabled: settings.disabled ? (1 as const) : (0 as const),
    },
  }
}

async function setRoles(
  db: DbAlone,
  roomId: number,
  { from, to }: { from?: Roles; to: Roles },
): Promise<void> {
  for (const role of ROLE_NAMES) {
    const held = new Set(from?.[role])
    const wanted = new Set(to[role])
    const gone = [...held.difference(wanted)]
    for (const principal of wanted.difference(held))
      await db.insertInto('room_roles').values({ room_id: roomId, role, principal }).execute()
    if (gone.length > 0)
      await db
        .deleteFrom('room_roles')
        .where('room_id', '=', roomId)
        .where('role', '=', role)
        .where('principal', 'in', gone)
        .execute()
  }
}

async function addRoom(db: DbAlone, room: NewRoom): Promise<Changed> {
  const aclEpoch = await readAclEpoch(db)
  if (aclEpoch !== room.judgedAt) return { state: 'stale', aclEpoch }
  await requireFreeName(db, room.name)
  const { columns, invites } = await columnsOf(db, room)
  const { id } = await db
    .insertInto('rooms')
    .values({
      ...columns,
      ...{ uri: room.uri, head: 0, chain: new Uint8Array(32), created_at: room.at, created_by: room.by },
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  await setRoles(db, id, { to: room.roles })
  if (invites) await inviteMembers(db, { roomId: id, principals: room.roles.member, at: room.at })
  const changes = changesBetween({}, toldOf(room))
  await recordChange(db, { kind: 'room', act: 'add', room: room.uri, by: room.by, at: room.at, changes })
  return { state: 'done', aclEpoch: await raiseAclEpoch(db), revision: 1 }
}

async function changeRoom(db: DbAlone, change: RoomChange): Promise<Changed> {
  const before = await readAccess(db, change.uri)
  if (!before) throw new XccosError('NoSuchNode', 'There is no such room.')
  if (before.room.revision !== change.revision)
    throw new XccosError('DataCollision', 'Somebody else changed this room meanwhile.')
  if (before.aclEpoch !== change.judgedAt) return { state: 'stale', aclEpoch: before.aclEpoch }
  await requireFreeName(db, change.name, before.room)
  const { columns, invites } = await columnsOf(db, change)
  const revision = change.revision + 1
  const { id } = before.room
  await db
    .updateTable('rooms')
    .set({ ...columns, revision, updated_by: change.by, updated_at: change.at })
    .where('id', '=', id)
    .execute()
  await setRoles(db, id, { from: before.roles, to: change.roles })
  const news = [...new Set(change.roles.member).difference(new Set(before.roles.member))]
  if (invites) await inviteMembers(db, { roomId: id, principals: news, at: change.at })
  const changes = changesBetween(toldBefore(before), toldOf(change))
  await recordChange(db, {
    kind: 'room',
    act: 'change',
    room: change.uri,
    by: change.by,
    at: change.at,
    changes,
  })
  return { state: 'done', aclEpoch: await raiseAclEpoch(db), revision }
}

/** As compliance tells of it. */
function toldOf({ roles, ...room }: RoomSettings) {
  const { name, description, categoryUri: category, privacy, type, invitations, addIn, disabled } = room
  const { member, manager, presenter } = roles
  return {
    ...{ name, description, category, privacy, type, invitations, addIn, disabled },
    ...{ members: member, managers: manager, presenters: presenter },
  }
}

function toldBefore({ room, category, roles }: Pick<RoomAccess, 'room' | 'category' | 'roles'>) {
  return toldOf({ ...room, addIn: room.addIn?.id ?? null, categoryUri: category.uri, roles })
}

/** With all that was said in it; what compliance recorded stays. */
async function removeRoom(
  db: DbAlone,
  { uri, by, at }: { uri: string } & Omit<Judged, 'judgedAt'>,
): Promise<number> {
  const before = await readAccess(db, uri)
  if (!before) throw new XccosError('NoSuchNode', 'There is no such room.')
  const { room } = before
  await recordChange(db, {
    kind: 'room',
    act: 'delete',
    room: uri,
    by,
    at,
    changes: changesBetween(toldBefore(before), {}),
  })
  await recordLastWords(db, { id: room.id, uri }, at)
  await dropFromIndex(db, room.id)
  await db.deleteFrom('presence').where('instance', '=', uri).execute()
  for (const table of ['markers', 'invitations', 'room_roles', 'entries'] as const)
    await db.deleteFrom(table).where('room_id', '=', room.id).execute()
  await db.deleteFrom('rooms').where('id', '=', room.id).execute()
  return raiseAclEpoch(db)
}

export const roomChangeJobs = {
  addRoom: writesAlone(addRoom),
  changeRoom: writesAlone(changeRoom),
  removeRoom: writesAlone(removeRoom),
}
