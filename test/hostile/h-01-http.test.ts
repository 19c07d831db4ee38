// Every route of the HTTP interface, from its schema: the same as for commands. The table of routes is the server's own,
// so a new route is tested from the moment it is there.

import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { publicKeySchema } from '#shared/bytes.ts'
import { guidOf } from '#shared/uri.ts'
import { errorBodySchema } from '#shared/web/errors.ts'
import { routes } from '../../server/web/routes/index.ts'
import type { Person } from '../support/person.ts'
import { arbitraryOf, type Known } from './support/arbitrary-of.ts'
import { brokenOrNot } from './support/broken.ts'
import type { House } from './support/house.ts'
import { openKnownHouse } from './support/known.ts'
import { RUNS } from './support/runs.ts'
import { isVerdict } from './support/verdict.ts'

/** A password costs tens of milliseconds by design. */
const PASSWORD_RUNS = RUNS / 4

let house: House
let mallory: Person
let known: Known
let lair: string

beforeAll(async () => {
  const opened = await openKnownHouse()
  house = opened.house
  lair = opened.rooms.at(-2) ?? ''
  mallory = house.person('mallory')
  await mallory.signsIn()
  const keys = fc
    .uint8Array({ minLength: 32, maxLength: 32 })
    .map((bytes) => Buffer.from(bytes).toString('base64url'))
  known = new Map([...opened.known, [publicKeySchema, keys]])
})
afterAll(() => house.close())

async function asks(
  route: { method: string; path: string },
  body: unknown,
): Promise<{ status: number; text: string }> {
  const before = house.commits()
  const answer = await fetch(house.url + route.path, {
    method: route.method,
    headers: { authorization: `Bearer ${mallory.token}`, 'content-type': 'application/json' },
    ...(route.method === 'GET' ? {} : { body: JSON.stringify(body) ?? '' }),
  })
  if (answer.status >= 400) expect(house.commits(), JSON.stringify(body)).toBe(before)
  return { status: answer.status, text: await answer.text() }
}

function expectRefusal({ status, text }: { status: number; text: string }, asked: unknown): void {
  const body = v.safeParse(errorBodySchema, JSON.parse(text))
  const said = `${status} ${text} to ${JSON.stringify(asked)?.slice(0, 300)}`
  expect(body.success, said).toBe(true)
  if (body.success) expect(isVerdict({ code: status, text: body.output.error.code }), said).toBe(true)
}

const withBody = routes.flatMap((route) => (route.body ? [{ ...route, body: route.body }] : []))
const withoutBody = routes.filter(
  (route) =>
    !route.body &&
    !route.parameters &&
    !route.path.endsWith('sign-out') &&
    !route.path.endsWith('revoke-sessions'),
)

const withParameters = routes.flatMap((route) =>
  route.parameters && !route.body ? [{ ...route, parameters: route.parameters }] : [],
)

const ADDRESS_CHARS = 500

/** What stands in the path by name, and the rest behind the question mark. */
function addressOf(path: string, given: unknown): string {
  const fields = Object.entries((given ?? {}) as Record<string, unknown>).slice(0, 10)
  const said = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''))
  // More than a line of HTTP holds is H-02's.
  const text = (value: unknown) => encodeURIComponent(said(value).slice(0, ADDRESS_CHARS).toWellFormed())
  const filled = fields.reduce((so, [name, value]) => so.replace(`:${name}`, () => text(value)), path)
  return `${filled}?${fields
    .filter(([name]) => !path.includes(`:${name}`))
    .map(([name, value]) => `${text(name)}=${text(value)}`)
    .join('&')}`
}

test.each(withParameters)('H-01 I-25: $method $path is asked for anything', async (route) => {
  const seen = new Set<number>()
  await fc.assert(
    fc.asyncProperty(brokenOrNot(arbitraryOf(route.parameters, known)), async (given) => {
      const answer = await asks({ ...route, path: addressOf(route.path, given) }, {})
      seen.add(answer.status)
      if (answer.status !== route.reply.status) expectRefusal(answer, given)
    }),
    { numRuns: RUNS },
  )
  expect(seen).toContain(route.reply.status)
  expect(seen.size).toBeGreaterThan(1)
})

test.each(withBody)('H-01 I-25: $method $path answers as described, or refuses by name', async (route) => {
  const hashes = route.path.includes('sign-in') || route.path.includes('setup')
  let refused = 0
  await fc.assert(
    fc.asyncProperty(brokenOrNot(arbitraryOf(route.body, known)), async (body) => {
      const answer = await asks({ ...route, path: route.path.replace(':id', guidOf(lair)) }, body)
      const isGood = v.is(route.body, JSON.parse(JSON.stringify(body) ?? 'null'))
      if (answer.status === route.reply.status && isGood) return
      expectRefusal(answer, body)
      refused += 1
    }),
    { numRuns: hashes ? PASSWORD_RUNS : RUNS },
  )
  await mallory.asks('getserverinfo')
  expect(refused).toBeGreaterThan(5)
})

test.each(withoutBody)('H-01 I-25: $method $path takes no notice of what it is asked with', async (route) => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'binary', maxLength: 60 }), async (query) => {
      const path = `${route.path}?${encodeURIComponent(query.toWellFormed())}&__proto__[admin]=1&a[]=%00`
      const answer = await asks({ ...route, path }, {})
      if (answer.status !== route.reply.status) expectRefusal(answer, query)
    }),
    { numRuns: RUNS / 20 },
  )
  expect((await asks(route, {})).status).toBe(route.reply.status)
})
