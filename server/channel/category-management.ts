// Making, changing and removing categories: administrators only, so there is nobody to judge here, only what
// follows for the rooms: who falls out of scope loses their roles and is cut off.

import { randomUUID } from 'node:crypto'
import { XccosError } from '#shared/errors.ts'
import { ROLES } from '#shared/person.ts'
import { fold } from '#shared/text.ts'
import { categoryUri, type Principal } from '#shared/uri.ts'
import type { CategoryRow, Scope } from '../store/jobs/categories.ts'
import type { Loss } from '../store/jobs/losses.ts'
import type { Store } from '../store/store.ts'
import { type AccessCache, namedInScope } from './access.ts'
import type { ScopeAccess } from './permissions.ts'
import { requireKnown } from './principals.ts'
import type { RightsWatch } from './rights-watch.ts'
import { mayBeListed } from './room-rules.ts'

const ATTEMPTS = 20

export type CategoryDraft = Omit<CategoryRow, 'id' | 'uri' | 'editMinutes'> & { scope: Scope }
export type CategoryWish = Partial<Omit<CategoryDraft, 'scope'>> & {
  editMinutes?: number | null
  add?: Partial<Scope>
  remove?: Partial<Scope>
}
export type KnownCategory = CategoryRow & { scope: Scope }

export type Categories = {
  add(draft: CategoryDraft): Promise<{ uri: string }>
  set(nameOrUri: string, wish: CategoryWish): Promise<{ uri: string }>
  remove(nameOrUri: string): Promise<{ uri: string }>
  find(nameOrUri: string): Promise<KnownCategory>
  list(): Promise<KnownCategory[]>
  /** Of one category, as of the present epoch of rights. */
  access(uri: string): Promise<(KnownCategory & ScopeAccess) | undefined>
}

type Reading = { store: Store; access: AccessCache }
export type CategoriesDeps = Reading & { watch: RightsWatch; clock: { now(): number }; domain: string }

/** What decides who may be in the category's rooms; undefined where there is none of this address. */
export async function categoryAccess(
  { store, access }: Reading,
  uri: string,
): Promise<(KnownCategory & ScopeAccess) | undefined> {
  const category = (await store.categories({})).find((each) => each.uri === uri)
  return category && { ...category, groups: await access.groups(namedInScope(category.scope)) }
}

export function createCategories(deps: CategoriesDeps): Categories {
  const { store, access, clock, domain } = deps

  async function find(nameOrUri: string): Promise<KnownCategory> {
    const folded = fold(nameOrUri)
    const found = (await store.categories({})).find(
      ({ uri, name }) => uri === nameOrUri || fold(name) === folded,
    )
    if (!found) throw new XccosError('NoSuchNode', `There is no category "${nameOrUri}".`)
    return found
  }

  return {
    find,
    list: () => store.categories({}),
    access: (uri) => categoryAccess(deps, uri),
    async add(draft) {
      await requireKnown(store, namedInScope(draft.scope))
      const uri = categoryUri(domain, randomUUID())
      access.advance(
        await store.addCategory({ ...draft, uri, nameFolded: fold(draft.name), at: clock.now() }),
      )
      return { uri }
    },
    async set(nameOrUri, wish) {
      const { uri } = await find(nameOrUri)
      await change(deps, uri, wish)
      return { uri }
    },
    async remove(nameOrUri) {
      const { uri } = await find(nameOrUri)
      access.advance(await store.removeCategory({ uri, at: deps.clock.now() }))
      return { uri }
    },
  }
}

async function change(deps: CategoriesDeps, uri: string, wish: CategoryWish): Promise<void> {
  const { store, access, clock, watch } = deps
  const { add = {}, remove, ...rest } = wish
  await requireKnown(store, Object.values(add).flat())
  for (let round = 0; round < ATTEMPTS; round += 1) {
    const judgedAt = await store.aclEpoch({})
    access.advance(judgedAt)
    const before = await categoryAccess(deps, uri)
    if (!before) throw new XccosError('NoSuchNode', 'There is no such category.')
    const scope = scopeAfter(before.scope, { add, remove })
    const groups = await access.groups(namedInScope(scope))
    const rooms = await store.roomUrisOfCategory({ categoryUri: uri })
    const purges = await purgesIn(access, rooms, { scope, groups })
    const { id: _, groups: _g, ...settings } = before
    const done = await store.changeCategory({
      ...{ ...settings, ...rest, scope, purges },
      ...{ at: clock.now(), judgedAt },
    })
    access.advance(done.aclEpoch)
    if (done.state === 'stale') continue
    await watch.recheckAll(rooms, done.aclEpoch)
    return
  }
  throw new XccosError('DatabaseConnection', 'Rights are changing too fast; try again.')
}

function scopeAfter(
  before: Scope,
  { add, remove = {} }: { add: Partial<Scope>; remove: Partial<Scope> | undefined },
): Scope {
  const after = (list: keyof Scope): Principal[] => [
    ...new Set([...before[list].filter((each) => !remove[list]?.includes(each)), ...(add[list] ?? [])]),
  ]
  return { allow: after('allow'), deny: after('deny'), creator: after('creator') }
}

async function purgesIn(access: AccessCache, rooms: string[], scope: ScopeAccess): Promise<Loss[]> {
  const known = await Promise.all(rooms.map((uri) => access.room(uri)))
  return known
    .filter((each) => each !== undefined)
    .flatMap(({ room, roles }) =>
      ROLES.flatMap((role) =>
        roles[role]
          .filter((principal) => !mayBeListed(principal, scope))
          .map((principal) => ({ roomId: room.id, role, principal })),
      ),
    )
}
