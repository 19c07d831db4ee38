// Posting and reading, at random.

import fc from 'fast-check'
import type { Amendment } from '../../server/store/amendment.ts'
import { NOW } from '../contract/examinee.ts'
import { command, flag, name, person, place, seq, uriOf } from './command.ts'
import { roomAt, type Side } from './side.ts'

const DEVICES = ['phone', 'laptop']
const AMENDING = ['edit', 'redact', 'react', 'pin', 'remove', 'replace', 'purge'] as const

const post = fc.record({
  place,
  id: fc.nat({ max: 30 }),
  device: fc.constantFrom(...DEVICES),
  dseq: fc.integer({ min: 1, max: 12 }),
  author: person,
  kind: fc.constantFrom('chat', 'chat', ...AMENDING),
  target: fc.record({ device: fc.constantFrom(...DEVICES), id: fc.nat({ max: 30 }) }),
  emoji: fc.constantFrom('👍', '🎉'),
  on: flag,
  upTo: fc.integer({ min: 1, max: 9 }),
  words: fc.constantFrom('1', '2', 'Ночь 🌊'),
  fleeting: flag,
})

type Made = typeof post extends fc.Arbitrary<infer Post> ? Post : never

function amendment(side: Side, { kind, target, emoji, on, upTo }: Made): { amends?: Amendment } {
  const ref = { device: `${side.run} ${target.device}`, id: `${side.run}-${target.id}` }
  switch (kind) {
    case 'chat':
      return {}
    case 'edit':
    case 'redact':
      return { amends: { kind, target: ref, notBefore: NOW + upTo } }
    case 'react':
      return { amends: { kind, target: ref, emoji, on } }
    case 'pin':
      return { amends: { kind, target: ref, on } }
    case 'remove':
    case 'replace':
      return { amends: { kind, target: ref } }
    case 'purge':
      return { amends: { kind, upTo } }
  }
}

const append = command(
  'append',
  fc.record({ posts: fc.array(post, { maxLength: 6 }), isStale: fc.boolean(), at: seq }),
  async (side, given) => {
    const items = given.posts.map((made) => {
      const { place: at, id, words, author, device, kind, dseq, fleeting } = made
      const own = { id: `${side.run}-${id}`, device: `${side.run} ${device}`, author: uriOf(side, author) }
      const event = { at: 0, kind, room: 'r', person: own.author, device: own.device }
      return {
        ...{ ...own, kind, dseq, fleeting, roomId: roomAt(side, at).id },
        ...{ via: 'server' as const, sig: 's', signed: words, ...amendment(side, made) },
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
  command('wordsUntil', fc.record({ place, until: seq }), (side, { place: at, until }) =>
    side.store.wordsUntil({ roomId: roomAt(side, at).id, until: NOW + until }),
  ),
  command(
    'wordsOf',
    fc.record({ place, author: person, after: seq, limit: fc.integer({ min: 1, max: 9 }) }),
    (side, { place: at, author, ...query }) =>
      side.store.wordsOf({ ...query, roomId: roomAt(side, at).id, author: uriOf(side, author) }),
  ),
  command(
    'lastOfDevice',
    fc.record({ place, device: fc.constantFrom(...DEVICES) }),
    (side, { place: at, device }) =>
      side.store.lastOfDevice({ roomId: roomAt(side, at).id, device: `${side.run} ${device}` }),
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
