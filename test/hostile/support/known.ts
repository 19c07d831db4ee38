// Better than random text: addresses that mean something at the house, of rooms open, hidden and missing.

import fc from 'fast-check'
import { categoryUriSchema, personUriSchema, roomUriSchema } from '#shared/uri.ts'
import type { Services } from '../../../server/services.ts'
import type { Known } from './arbitrary-of.ts'
import { House } from './house.ts'

export const MISSING_ROOM = 'ma-chan://localhost/00000000-0000-4000-8000-000000000000'

/** A house with a room that mallory may not see, and what random data may speak of there. */
export async function openKnownHouse(): Promise<{ house: House; known: Known; rooms: string[] }> {
  let secret = ''
  const house = await House.open(async ({ admin }: Services) => {
    const room = { name: 'Smugglers', category: 'Port', privacy: 'secret', members: ['ada'] }
    secret = String(((await admin.run({ act: 'room.add', args: room })) as { uri: string }).uri)
  })
  const rooms = [await house.room('Harbour'), await house.room('Kitchen'), secret, MISSING_ROOM]
  const known = new Map<unknown, fc.Arbitrary<unknown>>([
    [roomUriSchema, fc.constantFrom(...rooms)],
    [categoryUriSchema, fc.constant('ma-cat://localhost/00000000-0000-4000-8000-000000000000')],
    [personUriSchema, fc.constantFrom('sip:mallory@localhost', 'sip:nobody@localhost')],
  ])
  return { house, known, rooms }
}
