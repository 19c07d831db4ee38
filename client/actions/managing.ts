// Making rooms and changing them. All of it asks the server, since rights and names are the server's to judge;
// what a change brings comes back to the screen through the cache, by the room's own notices.

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

type Place = { role: Role; category: CategoryUri; room?: RoomUri | undefined }

export async function checkPeople(names: string[], { role, category }: Place): Promise<CheckedPeople> {
  return await core().web.rooms.checkPeople({ names, role, category })
}

export async function findEligible({ role, category, room, q }: Place & { q: string }): Promise<Eligible> {
  const asked = { role, category, q }
  return await core().web.rooms.eligible(room === undefined ? asked : { ...asked, room })
}

/** @returns its address; whoever makes a room keeps it in their list */
export async function createRoom(room: { name: string; category: CategoryUri }): Promise<RoomUri> {
  const uri = await core().web.rooms.create(room)
  await followRoom(uri)
  return uri
}

export async function modifyRoom(guid: string, changes: { revision: number }): Promise<void> {
  await core().web.rooms.modify(guid, changes)
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
