// Making rooms and changing them. All of it asks the server, since rights and names are the server's to judge;
// what a change brings comes back to the screen through the cache, by the room's own notices.

import { NAMES_PER_CHECK } from '#shared/limits.ts'
import type { Role } from '#shared/person.ts'
import type { CategoryUri, RoomUri } from '#shared/uri.ts'
import type { CheckedPeople, Eligible, NameCheck, RoomBeginning, RoomCard } from '#shared/web/rooms.ts'
import { writeFact } from '../cache/database.ts'
import { core } from '../sync/core.ts'
import { followRoom } from './rooms.ts'

export type { CheckedPeople, ListedPrincipal, RoomBeginning, RoomCard } from '#shared/web/rooms.ts'
export type CategoryChoice = RoomBeginning['categories'][number]
export type AddInChoice = RoomBeginning['addIns'][number]

/** Asks whether this person may create rooms anywhere; the answer stands in the cache. */
export async function learnWhatIMayCreate(): Promise<void> {
  const { cache, web } = core()
  const { mayCreate } = await web.rooms.mine()
  await writeFact(cache, 'mayCreate', mayCreate)
}

export async function whereToCreate(): Promise<RoomBeginning> {
  return await core().web.rooms.beginning()
}

/** Where a room may be moved to; where it is now is always among them. */
export async function whereToMove(card: RoomCard): Promise<RoomBeginning> {
  const { categories, addIns } = await core().web.rooms.beginning()
  const isListed = categories.some(({ uri }) => uri === card.category.uri)
  const here = { ...card.category, description: '', invitations: true, filePost: true, logged: true }
  const hasAddIn = card.addIn === null || addIns.some(({ id }) => id === card.addIn?.id)
  return {
    categories: isListed ? categories : [here, ...categories],
    addIns: hasAddIn || card.addIn === null ? addIns : [card.addIn, ...addIns],
  }
}

export async function readCard(guid: string): Promise<RoomCard> {
  return await core().web.rooms.card(guid)
}

export async function checkName(name: string, room?: RoomUri): Promise<NameCheck> {
  return await core().web.rooms.checkName(room === undefined ? { name } : { name, room })
}

const LONGEST_NAME_CHARS = 330

type Place = { role: Role; category: CategoryUri }

/** However many they are; what is no name, since it is far too long, is not asked for. */
export async function checkPeople(names: string[], { category }: Place): Promise<CheckedPeople> {
  const { rooms } = core().web
  const [asked, unknown] = [names.filter(isName), names.filter((name) => !isName(name))]
  const checked: CheckedPeople = { found: [], ambiguous: [], notInScope: [], unknown }
  for (let next = 0; next < asked.length; next += NAMES_PER_CHECK) {
    const part = await rooms.checkPeople({ names: asked.slice(next, next + NAMES_PER_CHECK), category })
    checked.found.push(...part.found)
    checked.ambiguous.push(...part.ambiguous)
    checked.notInScope.push(...part.notInScope)
    checked.unknown.push(...part.unknown)
  }
  return checked
}

function isName(text: string): boolean {
  return text.length <= LONGEST_NAME_CHARS
}

/** Presenters are looked for in the whole category: whoever is made one becomes a member, too. */
export async function findEligible({ role, category, q }: Place & { q: string }): Promise<Eligible> {
  return await core().web.rooms.eligible({ role, category, q })
}

/** @returns its address; whoever makes a room keeps it in their list */
export async function createRoom(room: { name: string; category: CategoryUri }): Promise<RoomUri> {
  const { uri } = await core().web.rooms.create(room)
  await followRoom(uri)
  return uri
}

export async function modifyRoom(guid: string, changes: { revision: number }): Promise<void> {
  await core().web.rooms.modify(guid, changes)
}

/** For administrators only; the server says so. */
export async function enableRoom({ id, revision }: RoomCard): Promise<void> {
  await core().web.rooms.modify(id, { revision, disabled: false })
}

/** Closing down means the room as it is now; what somebody changed in it meanwhile stands not in the way. */
export async function disableRoom({ id, name, revision }: RoomCard): Promise<void> {
  const { rooms } = core().web
  try {
    await rooms.modify(id, { revision, disabled: true })
  } catch (refused) {
    const now = isStale(refused) ? await rooms.card(id) : undefined
    if (now?.name !== name) throw refused
    await rooms.modify(id, { revision: now.revision, disabled: true })
  }
}

function isStale(refused: unknown): boolean {
  return refused instanceof Error && 'code' in refused && refused.code === 'DataCollision'
}
