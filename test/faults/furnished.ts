// A data folder with people and a room, for a server that something will happen to.

import { furnishFolder, openFolder, PASSWORD } from '../support/furnish.ts'
import { Poster } from './poster.ts'

const PEOPLE = ['ada', 'grace', 'linus']

/** @returns the room's address */
export async function furnish(dataFolder: string, compliance: 'on' | 'off'): Promise<string> {
  const services = await openFolder(dataFolder)
  const { uris } = await furnishFolder(services, { people: PEOPLE, rooms: ['Harbour'] })
  await services.admin.run({ act: 'compliance.set', args: { to: compliance } })
  await services.close()
  return uris[0] ?? ''
}

export function signInAll(url: string, people = PEOPLE): Promise<Poster[]> {
  return Promise.all(people.map((username) => Poster.signIn(url, username, PASSWORD)))
}

/** Until the connections end, or enough is confirmed. */
export async function postAll(
  posters: Poster[],
  { url, room, each = Number.POSITIVE_INFINITY }: { url: string; room: string; each?: number },
): Promise<void> {
  await Promise.allSettled(posters.map((poster) => poster.postUntil(url, { room, goal: each })))
}

export function confirmed(posters: Poster[]): number {
  return posters.reduce((sum, { receipts }) => sum + receipts.size, 0)
}
