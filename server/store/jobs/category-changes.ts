// Changing and removing categories. A category is a ceiling over its rooms' lists (facts 3.2): who falls out of scope is
// purged from them in the same transaction.

import { XccosError } from '#shared/errors.ts'
import { fold, looksOf } from '#shared/text.ts'
import { type DbAlone, writesAlone } from '../job.ts'
import {
  requireFreeName,
  type Scope,
  scopeOf,
  selectCategories,
  toCategory,
  toldCategory,
} from './categories.ts'
import { type Loss, recordLosses } from './losses.ts'
import { raiseAclEpoch, readAclEpoch } from './meta.ts'
import { changesBetween, recordChange } from './record-change.ts'

export type CategoryChange = {
  uri: string
  name: string
  description: string
  invitations: boolean
  fileUpload: boolean
  chatHistory: boolean
  editMinutes: number | null
  scope: Scope
  purges: Loss[]
  at: number
  /** The epoch of rights as of which `purges` are all. */
  judgedAt: number
}
export type CategoryChanged = { state: 'stale' | 'done'; aclEpoch: number }

const LISTS = ['allow', 'deny', 'creator'] as const
const flag = (on: boolean) => (on ? (1 as const) : (0 as const))

async function changeCategory(db: DbAlone, change: CategoryChange): Promise<CategoryChanged> {
  const aclEpoch = await readAclEpoch(db)
  if (aclEpoch !== change.judgedAt) return { state: 'stale', aclEpoch }
  const before = await selectCategories(db).where('uri', '=', change.uri).executeTakeFirst()
  if (!before) throw new XccosError('NoSuchNode', 'There is no such category.')
  await requireFreeName(db, change.name, before)
  await db
    .updateTable('categories')
    .set({
      ...{ name: change.name, name_folded: fold(change.name), name_looks: looksOf(change.name) },
      ...{ description: change.description, invitations: flag(change.invitations) },
      ...{ file_upload: flag(change.fileUpload), chat_history: flag(change.chatHistory) },
      edit_minutes: change.editMinutes,
    })
    .where('id', '=', before.id)
    .execute()
  const told = toldCategory({ ...toCategory(before), scope: await scopeOf(db, before.id) })
  await setScope(db, before.id, change.scope)
  await recordChange(db, {
    ...{ kind: 'category', act: 'change', of: before.name, room: null, by: null, at: change.at },
    changes: changesBetween(told, toldCategory(change)),
  })
  await purge(db, change)
  return { state: 'done', aclEpoch: await raiseAclEpoch(db) }
}

async function setScope(db: DbAlone, categoryId: number, scope: Scope): Promise<void> {
  const held = await scopeOf(db, categoryId)
  for (const list of LISTS) {
    const gone = [...new Set(held[list]).difference(new Set(scope[list]))]
    if (gone.length > 0)
      await db
        .deleteFrom('category_scope')
        .where('category_id', '=', categoryId)
        .where('list', '=', list)
        .where('principal', 'in', gone)
        .execute()
    for (const principal of new Set(scope[list]).difference(new Set(held[list])))
      await db.insertInto('category_scope').values({ category_id: categoryId, list, principal }).execute()
  }
}

async function purge(db: DbAlone, change: CategoryChange): Promise<void> {
  const { purges, at } = change
  await recordLosses(db, purges, at)
  for (const { roomId, role, principal } of purges)
    await db
      .deleteFrom('room_roles')
      .where('room_id', '=', roomId)
      .where('role', '=', role)
      .where('principal', '=', principal)
      .execute()
  for (const id of new Set(purges.map(({ roomId }) => roomId)))
    await db
      .updateTable('rooms')
      .set((eb) => ({ revision: eb('revision', '+', 1), updated_at: at, updated_by: null }))
      .where('id', '=', id)
      .execute()
}

async function removeCategory(db: DbAlone, { uri, at }: { uri: string; at: number }): Promise<number> {
  const category = await selectCategories(db).where('uri', '=', uri).executeTakeFirst()
  if (!category) throw new XccosError('NoSuchNode', 'There is no such category.')
  const room = await db
    .selectFrom('rooms')
    .select('id')
    .where('category_id', '=', category.id)
    .executeTakeFirst()
  if (room)
    throw new XccosError('NodeHierarchyViolation', 'A category can be removed only when it has no rooms.')
  const told = toldCategory({ ...toCategory(category), scope: await scopeOf(db, category.id) })
  await recordChange(db, {
    ...{ kind: 'category', act: 'delete', of: category.name, room: null, by: null, at },
    changes: changesBetween(told, {}),
  })
  await db.deleteFrom('category_scope').where('category_id', '=', category.id).execute()
  await db.deleteFrom('categories').where('id', '=', category.id).execute()
  return raiseAclEpoch(db)
}

export const categoryChangeJobs = {
  changeCategory: writesAlone(changeCategory),
  removeCategory: writesAlone(removeCategory),
}
