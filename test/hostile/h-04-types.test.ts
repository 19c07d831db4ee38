// Another type where a text or a number is due, written as JSON by hand: -0, 1e309, whole numbers beyond 2^53, half
// surrogates and NUL never survive a serialiser. In every place of every command, post and route, on each database.

import { type Arbitrary, sample } from 'fast-check'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from '#shared/commands/index.ts'
import { enrolDeviceSchema } from '#shared/web/devices.ts'
import { setupSchema } from '#shared/web/setup.ts'
import { signInSchema } from '#shared/web/sign-in.ts'
import type { Person } from '../support/person.ts'
import { arbitraryOf, type Known } from './support/arbitrary-of.ts'
import { placesIn } from './support/broken.ts'
import type { House } from './support/house.ts'
import { openKnownHouse } from './support/known.ts'
import { RawSocket } from './support/raw-socket.ts'
import { expectVerdict } from './support/verdict.ts'

/** JSON, as it goes over the wire. */
const WRITTEN = [
  '-0',
  '-0.0',
  '1e309',
  '-1e309',
  '1e-400',
  '9007199254740993',
  '9007199254740991',
  '2147483648',
  '123456789012345678901234567890',
  '0.1',
  '"1"',
  '""',
  '"\\u0000"',
  '"a\\u0000b"',
  '"\\ud800"',
  '"\\udc00\\ud800"',
  '"\\ufffe\\uffff"',
  'null',
  'true',
  '[]',
  '[[]]',
  '["a","b"]',
  '{}',
  '{"$ne":""}',
  '{"length":1,"0":"a"}',
  '{"toString":"x","valueOf":"x"}',
  '{"__proto__":{"a":1}}',
]
const HERE = '"@@here@@"'
/** Fixed, so that each run asks the same. */
const SEED = 4
const SAMPLES = 2

let house: House
let mallory: Person
let raw: RawSocket
let known: Known

beforeAll(async () => {
  ;({ house, known } = await openKnownHouse())
  mallory = house.person('mallory')
  await mallory.joins('Harbour')
  raw = await RawSocket.admitted(house.port, mallory)
  await joinsHarbour()
})
afterAll(async () => {
  raw.leaves()
  await house.close()
})

async function joinsHarbour(): Promise<void> {
  expect((await raw.asks('join', JSON.stringify({ room: await house.room('Harbour') }))).code).toBe(200)
}

/** The good data as JSON, with each written value in each of its places. */
function everywhere(good: Arbitrary<unknown>): string[] {
  const templates = sample(good, { numRuns: SAMPLES, seed: SEED }).flatMap((data) => {
    const count = placesIn({ data }).length
    return Array.from({ length: count }, (_, index) => {
      const root = { data: structuredClone(data) }
      const place = placesIn(root)[index]
      if (place) (place.holder as Record<string, unknown>)[place.key] = '@@here@@'
      return JSON.stringify(root.data)
    })
  })
  return [...new Set(templates)].flatMap((template) => WRITTEN.map((text) => template.replace(HERE, text)))
}

test.each(Object.values(commands))('H-04: $cmd, with each value in each place', async (command) => {
  const seen = new Set<string>()
  for (const text of everywhere(arbitraryOf(command.data, known))) {
    const resp = await raw.asks(command.name, text)
    expectVerdict(resp, text)
    const isGood = v.is(command.data, JSON.parse(text))
    expect(resp.text === 'InvalidArgument', `${JSON.stringify(resp)} to ${text}`).toBe(!isGood)
    seen.add(resp.text)
  }
  expect(await raw.isServed()).toBe(true)
  expect(seen).toContain('InvalidArgument')
})

describe('H-04: a post', () => {
  test('with each value in each place of what is signed, and of its seal', async () => {
    // Some commands, with some values, have left it.
    await joinsHarbour()
    const good = mallory.seals('good')
    const places = Object.keys(JSON.parse(good.signed) as object)
    for (const place of places) {
      const template = JSON.stringify({ ...JSON.parse(good.signed), [place]: '@@here@@' })
      for (const text of WRITTEN) {
        const resp = await raw.posts(JSON.stringify(mallory.key.sign(template.replace(HERE, text))))
        expectVerdict(resp, text)
      }
    }
    for (const place of ['signed', 'sig']) {
      const template = JSON.stringify({ ...good, [place]: '@@here@@' })
      for (const text of WRITTEN) {
        const resp = await raw.posts(template.replace(HERE, text))
        expect(resp, text).toMatchObject({ text: 'InvalidArgument' })
      }
    }
    expect(await raw.posts(JSON.stringify(mallory.seals('still here')))).toMatchObject({ code: 200 })
  })

  test('of text that one database refuses and another would keep is refused by both', async () => {
    for (const chat of ['a\0b', 'a\ud800', '\udc00b', '\ufeff\0'])
      await mallory.mayNotSend(mallory.seals(chat), { code: 400, text: 'InvalidArgument' })
    const kept = ['\ufffe\uffff', '\u{10ffff}', 'ё', "'; drop table entries; --", '\\x00', '$1', '\\', '%s']
    const receipts = await mallory.posts(...kept)
    const room = await house.room('Harbour')
    const page = { room, after: { seq: (receipts[0]?.seq ?? 0) - 1, count: kept.length } }
    const { entries } = await house.bystander.asks('bccontext', page)
    const read = (entries as { signed: string }[]).map(
      ({ signed }) => (JSON.parse(signed) as { chat: string }).chat,
    )
    expect(read).toEqual(kept)
  })
})

test.each([
  ['POST /api/devices', enrolDeviceSchema],
  ['POST /api/auth/sign-in/username', signInSchema],
  ['POST /api/setup', setupSchema],
] as const)('H-04: %s, with each value in each place', async (route, schema) => {
  const seen = new Set<number>()
  for (const body of everywhere(arbitraryOf(schema, known))) {
    const answer = await fetch(house.url + route.replace('POST ', ''), {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${mallory.token}` },
      body,
    })
    const { error } = (await answer.json()) as { error?: { code: string } }
    if (error) expectVerdict({ code: answer.status, text: error.code }, body)
    if (!v.is(schema, JSON.parse(body))) expect(error?.code, body).toBe('InvalidArgument')
    seen.add(answer.status)
  }
  expect(seen).toContain(400)
  expect(
    (await mallory.http('/api/devices', { publicKey: mallory.key.publicKey, name: 'good' })).status,
  ).toBe(200)
})
