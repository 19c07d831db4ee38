// Categories and their scope: who may ever belong to their rooms, who may not, who may create (facts 3.2).

import { XccosError } from '#shared/errors.ts'
import { fold, looksOf } from '#shared/text.ts'
import { type Db, reads, writesAlone } from '../job.ts'
import { raiseAclEpoch } from './meta.ts'
import { changesBetween, recordChange } from './record-change.ts'

export type Scope = { allow: string[]; deny: string[]; creator: string[] }
export type CategoryRow = {
  id: number
  uri: string
  name: string
  description: string
  invitations: boolean
  fileUpload: boolean
  chatHistory: boolean
  /** So long an author may change a post; null: for ever, 0: never. */
  editMinutes: number | null
}
export type NewCategory = Omit<CategoryRow, 'id' | 'editMinutes'> & {
  nameFolded: string
  scope: Scope
  at: number
}

const LISTS = ['allow', 'deny', 'creator'] as const

export function selectCategories(db: Db) {
  return db
    .selectFrom('categories')
    .select([
      'id',
      'uri',
      'name',
      'description',
      'invitations',
      'file_upload',
      'chat_history',
      'edit_minutes',
    ])
}

export function toCategory(row: {
  id: number
  uri: string
  name: string
  description: string
  invitations: number
  file_upload: number
  chat_history: number
  edit_minutes: number | null
}): CategoryRow {
  return {
    id: row.id,
    uri: row.uri,
    name: row.name,
    description: row.description,
    invitations: row.invitations === 1,
    fileUpload: row.file_upload === 1,
    chatHistory: row.chat_history === 1,
    editMinutes: row.edit_minutes,
  }
}

export async function scopeOf(db: Db, categoryId: number): Promise<Scope> {
  const rows = await db
    .selectFrom('category_scope')
    .select(['list', 'principal'])
    .where('category_id', '=', categoryId)
    .orderBy('principal')
    .execute()
  const scope: Scope = { allow: [], deny: [], creator: [] }
  for (const row of rows) scope[row.list].push(row.principal)
  return scope
}

/** Names are unique over rooms and categories together (facts 8.14), and so is what they look like. */
export async function isNameFree(db: Db, name: string, except: NamedAlready = {}): Promise<boolean> {
  const [folded, looks] = [fold(name), looksOf(name)]
  const rooms = await db
    .selectFrom('rooms')
    .select('uri')
    .where((eb) => eb.or([eb('name_folded', '=', folded), eb('name_looks', '=', looks)]))
    .execute()
  const categories = await db
    .selectFrom('categories')
    .select('uri')
    .where((eb) => eb.or([eb('name_folded', '=', folded), eb('name_looks', '=', looks)]))
    .execute()
  return [...rooms, ...categories].every(({ uri }) => uri === except.uri)
}

/** What bears the name now may keep it. */
type NamedAlready = { uri?: string | undefined }

export async function requireFreeName(db: Db, name: string, except?: NamedAlready): Promise<void> {
  if (!(await isNameFree(db, name, except)))
    throw new XccosError(
      'DuplicateRoomName',
      'A room or category of this name, or of one that looks the same, exists already.',
    )
}

type Told = Pick<
  NewCategory,
  'name' | 'description' | 'invitations' | 'fileUpload' | 'chatHistory' | 'scope'
> & {
  uri: string
  editMinutes?: number | null
}

/** As compliance tells of it. */
export function toldCategory({ uri, name, description, scope, ...settings }: Told) {
  const { invitations, fileUpload, chatHistory, editMinutes = null } = settings
  return {
    ...{ uri, name, description, invitations, fileUpload, chatHistory, editMinutes },
    ...{ allowed: scope.allow, denied: scope.deny, creators: scope.creator },
  }
}

export const categoryJobs = {
  addCategory: writesAlone(async (db, category: NewCategory) => {
    await requireFreeName(db, category.name)
    const { id } = await db
      .insertInto('categories')
      .values({
        uri: category.uri,
        name: category.name,
        name_folded: category.nameFolded,
        description: category.description,
        invitations: category.invitations ? 1 : 0,
        file_upload: category.fileUpload ? 1 : 0,
        chat_history: category.chatHistory ? 1 : 0,
        created_at: category.at,
        name_looks: looksOf(category.name),
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const list of LISTS) {
      for (const principal of new Set(category.scope[list])) {
        await db.insertInto('category_scope').values({ category_id: id, list, principal }).execute()
      }
    }
    await recordChange(db, {
      ...{ kind: 'category', act: 'add', of: category.name, room: null, by: null, at: category.at },
      changes: changesBetween({}, toldCategory(category)),
    })
    return raiseAclEpoch(db)
  }),
  categories: reads(async (db, _: Record<string, never>) => {
    const rows = await selectCategories(db).orderBy('name_folded').execute()
    return Promise.all(rows.map(async (row) => ({ ...toCategory(row), scope: await scopeOf(db, row.id) })))
  }),
}
