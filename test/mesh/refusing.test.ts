// What a device does not take from another, whoever it is: each row of what can be tried, with what happens to an honest one beside it.

import { beforeEach, describe, expect, test } from 'vitest'
import type { SealedPost } from '#shared/post.ts'
import type { ModelDevice } from './model/model-device.ts'
import { carriedBy, isLinked, StillWater } from './still-water.ts'

let water: StillWater
let ada: ModelDevice
let grace: ModelDevice
let mallory: ModelDevice

beforeEach(() => {
  water = new StillWater(['Ada', 'Grace', 'Mallory'])
  const [first, second, third] = water.devices
  if (!first || !second || !third) throw new Error('There are three.')
  ada = first
  grace = second
  mallory = third
  water.losesPool()
  water.passes(3_000)
})

/** As Mallory would send it, with whatever ticket. */
function post(sealed: SealedPost, of: ModelDevice = mallory, room = water.pool.room) {
  const { ticket } = of.disk
  if (!ticket) throw new Error('Everybody has one.')
  return { t: 'post', room, post: sealed, ticket, hops: 0 } as const
}

/** Something that Ada has written, and Grace carries. */
function written(chat = 'Cast off'): SealedPost {
  const { post: sealed } = ada.writes(chat)
  water.passes(500)
  expect(carriedBy(grace)).toContain(chat)
  return sealed
}

function changed({ signed, sig }: SealedPost, change: object): SealedPost {
  return { signed: JSON.stringify({ ...(JSON.parse(signed) as object), ...change }), sig }
}

test('[P25.2] all are linked, and what one writes all carry and say so', () => {
  for (const [one, other] of [
    [ada, grace],
    [grace, mallory],
    [mallory, ada],
  ] as const)
    expect(isLinked(one, other)).toBe(true)
  written()
  expect(carriedBy(mallory)).toEqual(['Cast off'])
  const [own] = ada.core?.state.rooms.get(water.pool.room)?.open.values() ?? []
  expect(own?.at).toEqual(new Set([ada.id, grace.id, mallory.id]))
})

describe('[P25.7] a post is not taken, and the third time its bearer is shunned', () => {
  const signedByMallory = (signed: string) => ({ signed, sig: water.keys.signPost(mallory.key, signed) })
  /** By Ada, and not round yet. */
  function unheard(): SealedPost {
    const { signed } = changed(written(), { dseq: 9 })
    return { signed, sig: water.keys.signPost(ada.key, signed) }
  }
  const tries: [string, () => object | string][] = [
    ['that was altered', () => post(changed(written(), { chat: 'Stay' }), ada)],
    ['that was moved to another place', () => post(changed(written(), { dseq: 9 }), ada)],
    ['that was moved to another time', () => post(changed(written(), { hlc: '000000000001-0000' }), ada)],
    ['that is signed by another', () => post(signedByMallory(changed(written(), { dseq: 9 }).signed), ada)],
    ['that comes with another’s ticket', () => post(unheard(), mallory)],
    [
      'whose ticket nobody signed',
      () => ({ ...post(unheard(), ada), ticket: { ...ticketOf(ada), sig: 'A'.repeat(86) } }),
    ],
    [
      'that is of another room',
      () => post(changed(written(), { room: water.pool.room.replace(/.$/, '1') }), ada),
    ],
    ['that is too long', () => post(signedByMallory(JSON.stringify({ chat: 'x'.repeat(100_000) })))],
    ['that is none', () => '{"t":"post"}'],
    ['that is no JSON', () => 'Ahoy'],
  ]
  const ticketOf = ({ disk }: ModelDevice) => {
    if (!disk.ticket) throw new Error('Everybody has one.')
    return disk.ticket
  }

  test.each(tries)('%s', (_, made) => {
    const first = made()
    const before = carriedBy(grace)
    for (let time = 0; time < 3; time += 1) {
      expect(isLinked(grace, mallory), 'twice is not enough').toBe(true)
      water.says(mallory, grace, first as string)
    }
    expect(carriedBy(grace)).toEqual(before)
    expect(isLinked(grace, mallory)).toBe(false)
    water.passes(60_000)
    expect(isLinked(grace, mallory), 'nor is it called again soon').toBe(false)
    expect(isLinked(grace, ada)).toBe(true)
  })
})

test('[P25.3] a post that is said again is taken once, and nobody is blamed', () => {
  const sealed = written()
  for (let time = 0; time < 10; time += 1) water.says(mallory, grace, post(sealed, ada))
  expect(carriedBy(grace)).toEqual(['Cast off'])
  expect(isLinked(grace, mallory)).toBe(true)
})

test('[P25.4] whoever writes without end is heard as much as anyone may say', () => {
  for (let time = 0; time < 1_000; time += 1) mallory.writes(`again ${time}`)
  water.passes(1_000)
  const heard = carriedBy(grace).length
  expect(heard).toBeGreaterThanOrEqual(300)
  expect(heard).toBeLessThan(330)
  written('Can I still be heard?')
  expect(isLinked(grace, mallory)).toBe(true)
})

test('[P25.5] whoever says to have what they have not only goes without it', () => {
  const open = [[ada.id, [[1, 1_000]]]] as [string, [number, number][]][]
  water.says(mallory, grace, { t: 'have', room: water.pool.room, head: 1_000, open })
  written()
  expect(isLinked(grace, mallory)).toBe(true)
})

test('[P25.6] a member whom the pool has removed is spoken to no longer, as soon as anybody has heard', () => {
  water.pool.remove(mallory.id)
  const statement = water.pool.epoch()
  if (ada.disk.ticket)
    ada.happens({ kind: 'room', ticket: ada.disk.ticket, epoch: statement, head: 0, present: [] })
  water.passes(100)
  expect(isLinked(ada, mallory)).toBe(false)
  expect(isLinked(grace, mallory), 'Ada has told it on').toBe(false)
  expect(isLinked(ada, grace)).toBe(true)
  mallory.writes('I was never here')
  water.passes(60_000)
  expect([...carriedBy(ada), ...carriedBy(grace)]).toEqual([])
})

test('a statement that the pool has not signed, or an older one, changes nothing', () => {
  const old = water.pool.epoch()
  water.pool.remove(mallory.id)
  const { signed } = water.pool.epoch()
  water.says(mallory, grace, { t: 'epoch', statement: { ...old, signed } })
  expect(isLinked(grace, mallory)).toBe(true)
  water.says(ada, grace, { t: 'epoch', statement: water.pool.epoch() })
  water.says(ada, grace, { t: 'epoch', statement: old })
  expect(isLinked(grace, mallory)).toBe(false)
})

test('[P25.6] when its ticket has expired a device is spoken to no longer', () => {
  water = new StillWater(['Ada', 'Grace'], { ticketLifeMs: 60_000 })
  const [one, other] = water.devices
  if (!one || !other) throw new Error('There are two.')
  water.losesPool()
  water.passes(45_000)
  expect(isLinked(one, other)).toBe(true)
  water.passes(10_000)
  expect(isLinked(one, other)).toBe(false)
})

test('[P25.1] whoever shows another’s ticket does not get in without the key, nor over another certificate', () => {
  const [ticket, room] = [ada.disk.ticket, water.pool.room]
  const stranger = { ...mallory.member, device: ada.id }
  ada.crashes()
  water.passes(10_000)
  const hello = { t: 'hello', v: 1, nonce: 'A'.repeat(22), ticket }
  for (const fingerprint of [mallory.member.fingerprint, ada.member.fingerprint]) {
    grace.isLinked({ ...stranger, fingerprint }, grace.member.fingerprint)
    grace.hears(ada.id, JSON.stringify(hello))
    const link = grace.core?.state.links.get(ada.id)
    expect(link?.state).toBe(fingerprint === ada.member.fingerprint ? 'proving' : undefined)
    grace.hears(ada.id, JSON.stringify({ t: 'auth', sig: water.keys.sign(mallory.key, new Uint8Array(8)) }))
    expect(isLinked(grace, ada)).toBe(false)
    grace.hears(ada.id, JSON.stringify({ t: 'have', room, head: 0, open: [] }))
    expect(grace.core?.state.links.has(ada.id), 'nothing else is read').toBe(false)
  }
})
