import { beforeEach, expect, test } from 'vitest'
import type { Endpoint } from '../../../server/channel/endpoint.ts'
import { createRoster, type Roster } from '../../../server/channel/roster.ts'
import type { Announcement } from '../../../server/pool/pool.ts'

const HARBOUR = 'ma-chan://localhost/00000000-0000-0000-0000-000000000001'
let announced: Announcement[]
let roster: Roster

beforeEach(() => {
  announced = []
  const pool = {
    announce: (announcement: Announcement) => void announced.push(announcement),
    subscribe: () => {},
  }
  roster = createRoster(pool, () => 'online')
})

function endpoint(person: string, id = person): Endpoint {
  return {
    id,
    person,
    displayName: person,
    device: { id, publicKey: '' },
    principals: [person],
    joined: new Set(),
    ended: false,
  }
}

const notices = () => announced.flatMap((each) => (each.kind === 'to-room' ? [each.notice.id] : []))

test('a person with two connections enters once and leaves once', () => {
  const desk = endpoint('ada', 'desk')
  const phone = endpoint('ada', 'phone')
  expect(roster.enter(desk, HARBOUR, [])).toBe(true)
  expect(roster.enter(phone, HARBOUR, [])).toBe(false)
  expect(roster.count(HARBOUR)).toBe(1)
  expect(notices()).toEqual(['ntc:join'])

  expect(roster.leave(desk, HARBOUR)).toBe(false)
  expect(roster.participants(HARBOUR)).toHaveLength(1)
  expect(roster.leave(phone, HARBOUR)).toBe(true)
  expect(roster.count(HARBOUR)).toBe(0)
  expect(roster.rooms()).toEqual([])
})

test('leaving twice changes nothing', () => {
  const ada = endpoint('ada')
  const grace = endpoint('grace')
  roster.enter(ada, HARBOUR, [])
  roster.enter(grace, HARBOUR, [])
  roster.leave(ada, HARBOUR)
  expect(roster.leave(ada, HARBOUR)).toBe(false)
  expect(notices()).toEqual(['ntc:join', 'ntc:join', 'ntc:part'])
})

test('above 75 people the roster goes quiet, below 60 it speaks again', () => {
  const crowd = Array.from({ length: 80 }, (_, index) => endpoint(`person${index}`))
  for (const each of crowd) roster.enter(each, HARBOUR, [])
  expect(notices()).toHaveLength(75)
  expect(roster.participants(HARBOUR)).toBeUndefined()

  announced = []
  for (const each of crowd.slice(0, 20)) roster.leave(each, HARBOUR)
  expect(roster.count(HARBOUR)).toBe(60)
  expect(roster.participants(HARBOUR), 'at 60 it is still quiet').toBeUndefined()
  expect(notices()).toEqual([])

  roster.leave(crowd[20] ?? endpoint('nobody'), HARBOUR)
  expect(roster.participants(HARBOUR)).toHaveLength(59)
  roster.leave(crowd[21] ?? endpoint('nobody'), HARBOUR)
  expect(notices()).toEqual(['ntc:part'])
})
