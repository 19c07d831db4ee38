// Making and changing categories and rooms. Today the administrator's acts come here; the room management
// web service will ask the permissions module first and then come here too.

import { randomUUID } from 'node:crypto'
import { XccosError } from '#shared/errors.ts'
import type { Role } from '#shared/person.ts'
import type { Privacy, RoomType } from '#shared/room.ts'
import { fold } from '#shared/text.ts'
import { categoryUri, type Principal, roomUri } from '#shared/uri.ts'
import type { CategoryRow, Scope } from '../store/jobs/categories.ts'
import type { RoomChange } from '../store/jobs/rooms.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import type { Invitations } from './invitations.ts'
import type { RightsWatch } from './rights-watch.ts'

export type CategoryDraft = {
  name: string
  description: string
  allow: Principal[]
  deny: Principal[]
  creators: Principal[]
  invitations: boolean
  files: boolean
  history: boolean
}
export type RoomDraft = {
  name: string
  /** Name or address. */
  category: string
  description: string
  privacy: Privacy
  type: RoomType
  invitations: boolean
  members: Principal[]
  managers: Principal[]
  presenters: Principal[]
}
export type RoomEdit = {
  /** Name or address. */
  room: string
  name?: string
  description?: string
  privacy?: Privacy
  type?: RoomType
  disabled?: boolean
  add?: Partial<Record<Role, Principal[]>>
  remove?: Partial<Record<Role, Principal[]>>
}
export type RoomListing = Omit<RoomDraft, 'invitations'> & { uri: string; disabled: boolean }
export type Management = {
  addCategory(draft: CategoryDraft): Promise<{ uri: string }>
  listCategories(): Promise<(CategoryRow & { scope: Scope })[]>
  addRoom(draft: RoomDraft): Promise<{ uri: string }>
  setRoom(edit: RoomEdit): Promise<{ uri: string }>
  listRooms(): Promise<RoomListing[]>
}

type Deps = {
  store: Store
  access: AccessCache
  watch: RightsWatch
  invitations: Invitations
  principalsOf: (person: string) => Promise<Principal[]>
  clock: { now(): number }
  domain: string
}

export function createManagement(deps: Deps): Management {
  const { store, access, domain, clock } = deps
  return {
    async addCategory({ name, description, invitations, files, history, ...lists }) {
      const uri = categoryUri(domain, randomUUID())
      const scope = { allow: lists.allow, deny: lists.deny, creator: lists.creators }
      const epoch = await store.addCategory({
        ...{ uri, name, nameFolded: fold(name), description, scope, at: clock.now() },
        ...{ invitations, fileUpload: files, chatHistory: history },
      })
      access.advance(epoch)
      return { uri }
    },
    listCategories: () => store.categories({}),
    addRoom: (draft) => addRoom(deps, draft),
    setRoom: (edit) => setRoom(deps, edit),
    listRooms: () => listRooms(deps),
  }
}

async function addRoom(deps: Deps, draft: RoomDraft): Promise<{ uri: string }> {
  const { store, access, domain, clock } = deps
  const { name, description, privacy, type, invitations } = draft
  const uri = roomUri(domain, randomUUID())
  const epoch = await store.addRoom({
    ...{ uri, name, nameFolded: fold(name), description, descriptionFolded: fold(description) },
    ...{
      privacy,
      type,
      invitations,
      categoryUri: await findCategory(store, draft.category),
      at: clock.now(),
    },
    roles: { member: draft.members, manager: draft.managers, presenter: draft.presenters },
  })
  access.advance(epoch)
  await deps.invitations.tell({ roomUri: uri, people: draft.members, principalsOf: deps.principalsOf })
  return { uri }
}

async function setRoom(deps: Deps, edit: RoomEdit): Promise<{ uri: string }> {
  const uri = await findRoom(deps.store, edit.room)
  const { privacy, type, disabled, add, remove } = edit
  const change: RoomChange = {
    uri,
    at: deps.clock.now(),
    ...(edit.name === undefined ? {} : { name: { text: edit.name, folded: fold(edit.name) } }),
    ...(edit.description === undefined
      ? {}
      : { description: { text: edit.description, folded: fold(edit.description) } }),
    ...(privacy === undefined ? {} : { privacy }),
    ...(type === undefined ? {} : { type }),
    ...(disabled === undefined ? {} : { disabled }),
    ...(add === undefined ? {} : { add }),
    ...(remove === undefined ? {} : { remove }),
  }
  await deps.watch.recheck(uri, await deps.store.changeRoom(change))
  await deps.invitations.tell({ roomUri: uri, people: add?.member ?? [], principalsOf: deps.principalsOf })
  return { uri }
}

async function listRooms({ store, access }: Deps): Promise<RoomListing[]> {
  const rooms = await Promise.all((await store.roomUris({})).map((uri) => access.room(uri)))
  return rooms
    .filter((known) => known !== undefined)
    .map(({ room, category, roles }) => ({
      ...{ uri: room.uri, name: room.name, description: room.description, category: category.name },
      ...{ privacy: room.privacy, type: room.type, disabled: room.disabled },
      ...{ members: roles.member, managers: roles.manager, presenters: roles.presenter },
    }))
}

async function findCategory(store: Store, nameOrUri: string): Promise<string> {
  const folded = fold(nameOrUri)
  const found = (await store.categories({})).find(
    ({ uri, name }) => uri === nameOrUri || fold(name) === folded,
  )
  if (!found) throw new XccosError('NoSuchNode', `There is no category "${nameOrUri}".`)
  return found.uri
}

async function findRoom(store: Store, nameOrUri: string): Promise<string> {
  if (nameOrUri.startsWith('ma-chan://')) return nameOrUri
  const uri = await store.roomUriByName({ nameFolded: fold(nameOrUri) })
  if (!uri) throw new XccosError('NoSuchNode', `There is no room "${nameOrUri}".`)
  return uri
}
