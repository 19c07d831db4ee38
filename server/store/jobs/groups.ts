// Groups of people: principals with a list of persons behind them.

import { XccosError } from '#shared/errors.ts'
import { type Db, type DbAlone, reads, writesAlone } from '../job.ts'
import { inviteMembers } from './invitations.ts'
import { takeOffLists } from './losses.ts'
import { raiseAclEpoch, readAclEpoch } from './meta.ts'
import { type Change, changesBetween, recordChange } from './record-change.ts'

export type Group = { principal: string; name: string; people: string[] }
export type GroupChange = { principal: string; add: string[]; remove: string[]; at: number }

/** The groups in which one of `people` is. */
export function groupsOf(db: Db, people: readonly string[]) {
  return db.selectFrom('group_members').select('principal').where('person', 'in', people)
}

async function peopleOf(db: Db, principal: string): Promise<string[]> {
  const rows = await db
    .selectFrom('group_members')
    .select('person')
    .where('principal', '=', principal)
    .orderBy('person')
    .execute()
  return rows.map(({ person }) => person)
}

async function groups(db: Db): Promise<Group[]> {
  const rows = await db.selectFrom('groups').select(['principal', 'name']).orderBy('name_folded').execute()
  return Promise.all(rows.map(async (row) => ({ ...row, people: await peopleOf(db, row.principal) })))
}

async function addGroup(
  db: DbAlone,
  group: { principal: string; name: string; nameFolded: string; people: string[]; at: number },
): Promise<number> {
  const taken = await db
    .selectFrom('groups')
    .select('principal')
    .where('name_folded', '=', group.nameFolded)
    .executeTakeFirst()
  if (taken) throw new XccosError('DataCollision', 'There is a group of this name already.')
  const { principal, name, nameFolded, at } = group
  await db.insertInto('groups').values({ principal, name, name_folded: nameFolded, created_at: at }).execute()
  await addPeople(db, principal, group.people)
  const told = { added: [...new Set(group.people)], removed: [] }
  await record(db, { act: 'add', of: principal, at }, told)
  return raiseAclEpoch(db)
}

type Act = { act: 'add' | 'change' | 'delete'; of: string; at: number }

function record(db: Db, act: Act, people: Change): Promise<void> {
  return recordChange(db, { ...act, kind: 'group', room: null, by: null, changes: { people } })
}

async function addPeople(db: DbAlone, principal: string, people: readonly string[]): Promise<void> {
  for (const person of new Set(people))
    await db
      .insertInto('group_members')
      .values({ principal, person })
      .onConflict((conflict) => conflict.doNothing())
      .execute()
}

/** Whoever comes into a group comes into its rooms, and is invited to those that invite. */
async function changeGroup(db: DbAlone, { principal, add, remove, at }: GroupChange): Promise<number> {
  const before = await peopleOf(db, principal)
  if (remove.length > 0)
    await db
      .deleteFrom('group_members')
      .where('principal', '=', principal)
      .where('person', 'in', remove)
      .execute()
  await addPeople(db, principal, add)
  const { people } = changesBetween({ people: before }, { people: await peopleOf(db, principal) })
  if (people) await record(db, { act: 'change', of: principal, at }, people)
  const rooms = await db
    .selectFrom('room_roles')
    .innerJoin('rooms', 'rooms.id', 'room_roles.room_id')
    .innerJoin('categories', 'categories.id', 'rooms.category_id')
    .select('rooms.id')
    .where('room_roles.role', '=', 'member')
    .where('room_roles.principal', '=', principal)
    .where('rooms.invitations', '=', 1)
    .where('categories.invitations', '=', 1)
    .where('rooms.disabled', '=', 0)
    .orderBy('rooms.id')
    .execute()
  for (const { id } of rooms) await inviteMembers(db, { roomId: id, principals: add, at })
  return raiseAclEpoch(db)
}

/** It is gone from every list too, so that a later group of the same name inherits nothing. Tells who was in it. */
async function removeGroup(db: DbAlone, { principal, at }: { principal: string; at: number }) {
  const people = await peopleOf(db, principal)
  await record(db, { act: 'delete', of: principal, at }, { added: [], removed: people })
  await takeOffLists(db, principal, at)
  await db.deleteFrom('group_members').where('principal', '=', principal).execute()
  await db.deleteFrom('groups').where('principal', '=', principal).execute()
  return { people, aclEpoch: await raiseAclEpoch(db) }
}

export const groupJobs = {
  groups: reads(async (db, _: Record<string, never>) => groups(db)),
  groupByName: reads(async (db, { nameFolded }: { nameFolded: string }) =>
    db
      .selectFrom('groups')
      .select(['principal', 'name'])
      .where('name_folded', '=', nameFolded)
      .executeTakeFirst(),
  ),
  /** What the groups are called that a person is in. */
  groupNamesOf: reads(async (db, { person }: { person: string }): Promise<string[]> => {
    const rows = await db
      .selectFrom('groups')
      .select('name')
      .where('principal', 'in', groupsOf(db, [person]))
      .orderBy('name_folded')
      .execute()
    return rows.map(({ name }) => name)
  }),
  /** Who is in a group, as of one epoch of rights. */
  groupMembers: reads(async (db, { principal }: { principal: string }) => ({
    people: await peopleOf(db, principal),
    aclEpoch: await readAclEpoch(db),
  })),
  addGroup: writesAlone(addGroup),
  changeGroup: writesAlone(changeGroup),
  removeGroup: writesAlone(removeGroup),
}
