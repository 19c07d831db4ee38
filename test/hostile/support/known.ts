// Better than random text: addresses that mean something at the house, of rooms open, hidden and missing.

import fc from 'fast-check'
import { momentSchema } from '#shared/moment.ts'
import {
  categoryUriSchema,
  guidOf,
  personUriSchema,
  principalSchema,
  roomUriSchema,
  uuidSchema,
} from '#shared/uri.ts'
import { caseIdSchema } from '#shared/web/cases.ts'
import {
  archiveTimeSchema,
  eventNumberSchema,
  personAskedSchema,
  placeSchema,
  roomAskedSchema,
} from '#shared/web/compliance.ts'
import type { Services } from '../../../server/services.ts'
import type { Known } from './arbitrary-of.ts'
import { House } from './house.ts'

const CASE = 'Smuggling'
export const MISSING_ROOM = 'ma-chan://localhost/00000000-0000-4000-8000-000000000000'

/** Something in the archive, which mallory may read; nothing is recorded any more, so that what is refused leaves no trace. */
async function furnishArchive(admin: Services['admin']): Promise<void> {
  for (const to of ['on', 'off']) await admin.run({ act: 'compliance.set', args: { to } })
  await admin.run({ act: 'compliance.run', args: {} })
  await admin.run({ act: 'compliance.case.open', args: { name: CASE } })
  await admin.run({ act: 'compliance.officer.add', args: { user: 'mallory' } })
}

/** A house with a room that mallory may not see, a category in which she makes rooms and one that she manages, and what random data may speak of there. */
export async function openKnownHouse(): Promise<{ house: House; known: Known; rooms: string[] }> {
  let secret = ''
  let den = ''
  let lair = ''
  let addIn = ''
  const house = await House.open(async ({ admin }: Services) => {
    const room = { name: 'Smugglers', category: 'Port', privacy: 'secret', members: ['ada'] }
    const category = { name: 'Den', creators: ['mallory'] }
    den = String(((await admin.run({ act: 'category.add', args: category })) as { uri: string }).uri)
    const own = { name: 'Lair', category: 'Den', managers: ['mallory'], members: ['mallory'] }
    lair = String(((await admin.run({ act: 'room.add', args: own })) as { uri: string }).uri)
    const frame = { name: 'Tides', url: 'https://tides.example/' }
    addIn = String(((await admin.run({ act: 'addin.add', args: frame })) as { id: string }).id)
    secret = String(((await admin.run({ act: 'room.add', args: room })) as { uri: string }).uri)
    await furnishArchive(admin)
  })
  const rooms = [await house.room('Harbour'), await house.room('Kitchen'), secret, lair, MISSING_ROOM]
  const known = new Map<unknown, fc.Arbitrary<unknown>>([
    [roomUriSchema, fc.constantFrom(...rooms)],
    [categoryUriSchema, fc.constantFrom(den, 'ma-cat://localhost/00000000-0000-4000-8000-000000000000')],
    [momentSchema, fc.constantFrom('2000-01-01T00:00:00Z', '2999-01-01T00:00:00.000Z')],
    [uuidSchema, fc.constantFrom(addIn, ...rooms.map(guidOf))],
    [
      principalSchema,
      fc.constantFrom('sip:mallory@localhost', 'sip:ada@localhost', 'everyone', 'group:none'),
    ],
    [personAskedSchema, fc.constantFrom('mallory', 'sip:ada@localhost')],
    [roomAskedSchema, fc.constantFrom('Harbour', ...rooms)],
    [archiveTimeSchema, fc.constantFrom('2000-01-01', '2999-01-01T00:00Z')],
    [eventNumberSchema, fc.constantFrom('1', '2')],
    [caseIdSchema, fc.constantFrom(CASE, 'No such case')],
    [placeSchema, fc.constantFrom('1-1', '9999999999999-1')],
    [personUriSchema, fc.constantFrom('sip:mallory@localhost', 'sip:nobody@localhost')],
  ])
  return { house, known, rooms }
}
