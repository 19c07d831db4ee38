// Each oracle is shown a history in which its invariant is broken; whichever does not notice could not fail.

import { describe, expect, test } from 'vitest'
import { breaches } from './breaches.ts'
import type { Act, History, StoredRoom } from './history.ts'
import { answered, hears, linked, offers, ROOM, soundHistory } from './made-up.ts'
import { type DeviceHistory, outboxBreaches } from './outbox.ts'
import { disagreements } from './stores-agree.ts'

test('a sound history breaks nothing', () => {
  expect(breaches(soundHistory())).toEqual([])
})

const spoiled: [id: string, what: string, spoil: (history: History) => void][] = [
  ['I-01', 'an answered post is not stored', (h) => drop(roomOf(h), 'p2')],
  ['I-01', 'an answered post stands elsewhere', (h) => replace(h, answered(24, 'ada', 'p2', 3))],
  [
    'I-01',
    'an answered post is stored with other bytes',
    (h) => replace(h, offers(20, 'ada', 'p2', 'Nobody?')),
  ],
  ['I-02', 'a post is stored twice', (h) => h.rooms.push({ ...roomOf(h), room: 'ma-chan://localhost/quay' })],
  ['I-02', 'a post is recorded twice', (h) => h.recorded?.push(...(h.recorded ?? []).slice(0, 1))],
  ['I-02', 'a post is not recorded', (h) => h.recorded?.pop()],
  ['I-02', 'a client sees a post at two places', (h) => h.acts.push(hears(60, 'linus', 5, 'p1', 'Ahoy'))],
  [
    'I-03',
    'an unanswered post is stored with other bytes',
    (h) => replace(h, offers(30, 'grace', 'p3', 'There')),
  ],
  [
    'I-03',
    'an unanswered post is stored twice',
    (h) => h.rooms.push({ ...roomOf(h), room: 'ma-chan://localhost/quay' }),
  ],
  ['I-04', 'a client hears what comes after a hole', (h) => remove(h, hears(12, 'grace', 1, 'p1', 'Ahoy'))],
  [
    'I-04',
    'two clients hear different posts at one place',
    (h) => replace(h, hears(22, 'grace', 2, 'px', 'Hm')),
  ],
  ['I-04', 'a client hears what nobody stored', (h) => h.acts.push(hears(20_001, 'linus', 5, 'p9', 'Ghost'))],
  ['I-05', 'a room has a hole', (h) => roomOf(h).entries.splice(1, 1)],
  [
    'I-05',
    'a room counts more than it holds',
    (h) => {
      roomOf(h).head = 5
    },
  ],
  [
    'I-05',
    'a text was changed',
    (h) => {
      entryOf(h, 2).signed = 'No one?'
    },
  ],
  [
    'I-05',
    'a text was changed with its hash',
    (h) => {
      const [other] = linked([{ id: 'p2', device: 'phone', kind: 'chat', signed: 'No one?' }])
      Object.assign(entryOf(h, 2), { signed: 'No one?', hash: other?.hash })
    },
  ],
  [
    'I-06',
    'an edit names nothing',
    (h) => {
      delete entryOf(h, 4).target
    },
  ],
  [
    'I-06',
    'an edit names a post after it',
    (h) => {
      entryOf(h, 4).target = 'p9'
    },
  ],
  [
    'I-07',
    'an answer stands before its question',
    (h) => {
      const [one, two, three, four] = roomOf(h).entries
      roomOf(h).entries = linked([one, three, two, four].flatMap((entry) => entry ?? []))
    },
  ],
  ['I-08', 'catching up leaves a post out', (h) => readingOf(h).entries.splice(2, 1)],
  ['I-08', 'catching up has another order', (h) => readingOf(h).entries.reverse()],
  [
    'I-08',
    'catching up brings a post beyond its bounds',
    (h) => {
      readingOf(h).to = 3
    },
  ],
  [
    'I-08',
    'catching up claims more than there is',
    (h) => {
      readingOf(h).to = 9
    },
  ],
  ['I-09', 'someone present never hears the last post', (h) => remove(h, hears(41, 'ada', 4, 'e1', 'Hello'))],
  [
    'I-25',
    'an error escapes',
    (h) => h.acts.push({ act: 'something escapes', at: 70, where: 'server', what: 'boom' }),
  ],
]

describe.each(spoiled)('%s rejects that %s', (id, _what, spoil) => {
  test('and says which', () => {
    const history = soundHistory()
    spoil(history)
    expect(breaches(history)).toContainEqual(expect.stringMatching(`^${id}: `))
  })
})

test('[I-09] the tail may come late, within ten seconds', () => {
  const late = soundHistory()
  replace(late, hears(41, 'ada', 4, 'e1', 'Hello'), hears(9_000, 'ada', 4, 'e1', 'Hello'))
  late.acts.sort((left, right) => left.at - right.at)
  expect(breaches(late)).toEqual([])
})

test('[I-18] two stores agree, or the question on which they differ is named', () => {
  const asked = [
    { words: 'page 1', answer: { head: 1 } },
    { words: 'page 2', answer: [] },
  ]
  expect(disagreements(asked, structuredClone(asked))).toEqual([])
  expect(
    disagreements(asked, [
      { words: 'page 1', answer: { head: 2 } },
      { words: 'page 2', answer: [] },
    ]),
  ).toHaveLength(1)
  expect(disagreements(asked, asked.slice(0, 1))).toHaveLength(1)
  expect(disagreements(asked, asked.toReversed())).toHaveLength(2)
})

describe('[I-20] what was made ends sent once, or stands there with the reason', () => {
  const rooms = soundHistory().rooms
  const made = { room: ROOM, id: 'p1', chat: 'Ahoy' }
  const unmade = { room: ROOM, id: 'p9', chat: 'Never' }
  const sound: DeviceHistory = {
    made: [made, unmade],
    shown: [
      { state: 'sent', id: 'p1', seq: 1 },
      { state: 'failed', id: 'p9', reason: 'ErrorPermission' },
    ],
    rooms,
  }

  test('a sound one', () => expect(outboxBreaches(sound)).toEqual([]))
  test.each<[string, Partial<DeviceHistory>]>([
    ['a post that is gone', { shown: sound.shown.slice(0, 1) }],
    ['a post shown twice', { shown: [...sound.shown, ...sound.shown] }],
    [
      'a post stored twice',
      { rooms: rooms.map((room) => ({ ...room, entries: [...room.entries, ...room.entries] })) },
    ],
    ['a post shown as sent that is not stored', { rooms: [] }],
    ['a failure without a reason', { made: [unmade], shown: [{ state: 'failed', id: 'p9', reason: '' }] }],
    [
      'a failure that was stored',
      { made: [made], shown: [{ state: 'failed', id: 'p1', reason: 'ErrorPermission' }] },
    ],
    ['a post that waits for ever', { made: [unmade], shown: [{ state: 'waiting', id: 'p9' }] }],
  ])('%s is a breach', (_what, change) => expect(outboxBreaches({ ...sound, ...change })).not.toEqual([]))
})

function roomOf(history: History): StoredRoom {
  return history.rooms[0] ?? { room: ROOM, head: 0, entries: [] }
}
function entryOf(history: History, seq: number): StoredRoom['entries'][number] {
  const entry = roomOf(history).entries[seq - 1]
  if (!entry) throw new Error(`There is no ${seq}.`)
  return entry
}
function readingOf(history: History): Extract<Act, { act: 'reads' }> {
  const reading = history.acts.find((act) => act.act === 'reads')
  if (!reading) throw new Error('Nobody reads.')
  return reading
}
function drop(room: StoredRoom, id: string): void {
  room.entries = linked(room.entries.filter((entry) => entry.id !== id))
  room.head = room.entries.length
}
function remove(history: History, act: Act): void {
  const before = history.acts.length
  history.acts = history.acts.filter((other) => JSON.stringify(other) !== JSON.stringify(act))
  if (history.acts.length === before) throw new Error('There is no such act.')
}
/** Puts the act where the same person did the same thing to the same post, or where `act` was. */
function replace(history: History, act: Act, by: Act = act): void {
  const index = history.acts.findIndex(
    (other) =>
      other.act === act.act &&
      other.at === act.at &&
      'client' in other &&
      'client' in act &&
      other.client === act.client,
  )
  if (index < 0) throw new Error('There is no such act.')
  history.acts[index] = by
}
