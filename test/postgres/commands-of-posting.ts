// Posting and reading, at random.

import fc from 'fast-check'
import { NOW } from '../contract/examinee.ts'
import { command, flag, name, person, place, seq, uriOf } from './command.ts'
import { roomAt } from './side.ts'

const DEVICES = ['phone', 'laptop']

const post = fc.record({
  place,
  id: fc.nat({ max: 30 }),
  device: fc.constantFrom(...DEVICES),
  dseq: fc.integer({ min: 1, max: 12 }),
  author: person,
  kind: fc.constantFrom('chat', 'chat', 'react'),
  words: fc.constantFrom('1', '2', 'Ночь 🌊'),
  fleeting: flag,
})

const append = command(
  'append',
  fc.record({ posts: fc.array(post, { maxLength: 6 }), isStale: fc.boolean(), at: seq }),
  async (side, given) => {
    const items = given.posts.map(({ place: at, id, words, author, device, ...rest }) => {
      const own = { id: `${side.run}-${id}`, device: `${side.run} ${device}`, author: uriOf(side, author) }
      const event = { at: 0, kind: rest.kind, room: 'r', person: own.author, device: own.device }
      return {
        ...{ ...rest, ...own, roomId: roomAt(side, at).id, via: 'server' as const, sig: 's', signed: words },
        event: { ...event, seq: null, post: own.id, body: '{}' },
      }
    })
    const aclEpoch = (await side.store.aclEpoch({})) - (given.isStale && given.at > 24 ? 1 : 0)
    return side.store.append({ aclEpoch, at: NOW + given.at, items })
  },
)

export const posting = [
  append,
  append,
  append,
  command(
    'page',
    fc.record({
      place,
      mode: fc.constantFrom('last', 'before', 'after', 'around'),
      seq,
      count: fc.integer({ min: 1, max: 9 }),
    }),
    (side, { place: at, ...query }) => side.store.page({ ...query, roomId: roomAt(side, at).id }),
  ),
  command(
    'storedPost',
    fc.record({ device: fc.constantFrom(...DEVICES), id: fc.nat({ max: 30 }) }),
    ({ store, run }, { device, id }) => store.storedPost({ device: `${run} ${device}`, id: `${run}-${id}` }),
  ),
  command('forgetFleeting', seq, ({ store }, at) => store.forgetFleeting({ before: NOW + at })),
]

export const personal = [
  command('placeMarkers', fc.record({ person, place }), (side, given) =>
    side.store.placeMarkers({
      person: uriOf(side, given.person),
      roomIds: side.rooms.length > 0 ? [roomAt(side, given.place).id] : [],
    }),
  ),
  command('standings', fc.record({ person, withLast: flag }), (side, given) =>
    side.store.standings({
      ...{ person: uriOf(side, given.person), withLast: given.withLast },
      roomIds: side.rooms.map(({ id }) => id),
    }),
  ),
  command('markRead', fc.record({ person, place, seq }), (side, given) =>
    side.store.markRead({
      ...{ person: uriOf(side, given.person), seq: given.seq },
      roomId: roomAt(side, given.place).id,
    }),
  ),
  command(
    'setPresence',
    fc.record({
      person,
      publish: fc.array(name, { maxLength: 3 }),
      remove: fc.array(name, { maxLength: 2 }),
    }),
    (side, given) => side.store.setPresence({ ...given, person: uriOf(side, given.person) }),
  ),
  command('presence', person, (side, who) => side.store.presence({ person: uriOf(side, who) })),
  command(
    'invitations',
    fc.record({ person: fc.constantFrom('sip:ada@q', 'sip:boris@q'), after: seq }),
    (side, given) =>
      side.store
        .invitations(given)
        .then((all) =>
          all.filter(({ roomUri }) => roomUri.includes(`/${side.run}/`)).map(({ roomUri }) => roomUri),
        ),
  ),
]
