// Rooms and categories, at random, and the table of all commands.

import fc, { type Arbitrary } from 'fast-check'
import { fold } from '#shared/text.ts'
import { NOW } from '../contract/examinee.ts'
import { changeRoom as change, makeRoom } from '../support/room-changes.ts'
import { command, flag, NAMES, name, one, place, principals, roles, text } from './command.ts'
import { identity, refusedPeople, small } from './commands-of-people.ts'
import { personal, posting } from './commands-of-posting.ts'
import { type Command, roomAt } from './side.ts'

const addCategory = command(
  'addCategory',
  fc.record({ name, history: flag, invitations: flag, lists: roles }),
  async ({ store, run, categories, ...side }, given) => {
    const { text: called, folded: nameFolded } = text({ store, run, categories, ...side }, given.name)
    const uri = `ma-cat://q/${run}/${called}`
    const { member: allow, manager: deny, presenter: creator } = given.lists
    const epoch = await store.addCategory({
      ...{ uri, name: called, nameFolded, description: '', fileUpload: true, at: NOW },
      ...{ invitations: given.invitations, chatHistory: given.history, scope: { allow, deny, creator } },
    })
    categories.push(uri)
    return epoch
  },
)

const addRoom = command(
  'addRoom',
  fc.record({ name, description: name, place, roles, invitations: flag }),
  async (side, given) => {
    const { text: called, folded } = text(side, given.name)
    const uri = `ma-chan://q/${side.run}/${folded}`
    const epoch = await makeRoom(side.store, {
      ...{ uri, name: called, description: given.description, at: NOW },
      ...{ roles: given.roles, invitations: given.invitations },
      categoryUri: side.categories[given.place % Math.max(1, side.categories.length)] ?? 'none',
    })
    side.rooms.push({ id: (await side.store.roomAccess({ uri }))?.room.id ?? -1, uri })
    return epoch
  },
)

const changeRoom = command(
  'changeRoom',
  fc.record({ place, name: fc.option(name), disabled: fc.option(flag), add: roles, remove: roles }),
  ({ store, ...side }, given) =>
    change(store, roomAt({ store, ...side }, given.place).uri, {
      ...{ add: given.add, remove: given.remove, at: NOW },
      ...(given.name === null ? {} : { name: text({ store, ...side }, given.name).text }),
      ...(given.disabled === null ? {} : { disabled: given.disabled }),
    }),
)

const rooms = [
  changeRoom,
  changeRoom,
  addRoom,
  command('roomAccess', place, (side, at) => side.store.roomAccess({ uri: roomAt(side, at).uri })),
  command('roomUriByName', name, (side, called) =>
    side.store.roomUriByName({ nameFolded: text(side, called).folded }),
  ),
  command('roomUris', fc.constant(null), ({ store }) => store.roomUris({})),
  command(
    'roomsMatching',
    fc.record({
      terms: fc.array(fc.constantFrom(...NAMES, '%', '_', '\\', 'oat', 'h'), { maxLength: 2 }),
      all: flag,
      inDescription: flag,
      after: fc.constantFrom('', 'a', 'h', 'я', '港'),
      limit: fc.integer({ min: 1, max: 20 }),
    }),
    ({ store }, given) => store.roomsMatching({ ...given, terms: given.terms.map(fold) }),
  ),
  command(
    'roomsByRole',
    fc.record({ role: fc.constantFrom('member', 'manager', 'presenter'), principals }),
    ({ store }, given) => store.roomsByRole(given),
  ),
]

/** A category and a room to begin with, then anything. */
export const commands: Arbitrary<Command[]> = fc
  .tuple(
    addCategory,
    fc.array(addRoom, { minLength: 1, maxLength: 3 }),
    fc.array(fc.oneof(addCategory, ...rooms, ...posting, ...personal, ...identity, ...small), {
      minLength: 10,
      maxLength: 40,
    }),
  )
  .map(([first, some, rest]) => [first, ...some, ...rest])

/** What is refused is worth asking about, and chance may leave it out: so these are asked in every run. */
export const refusals: Command[] = [...[addCategory, addCategory].flatMap(one), ...refusedPeople]
