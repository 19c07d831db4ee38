// Every kind of post, from the schema of what is signed: sealed by the right key, so that nothing but what it says is wrong,
// and from the schema of the seal. Who reads along hears what was taken, and nothing else.

import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { chatPostSchema, emojiSchema, openSigned, sealedPostSchema, signedPostSchema } from '#shared/post.ts'
import { uuidv7 } from '#shared/uuid.ts'
import type { Person } from '../support/person.ts'
import type { Reply } from '../support/protocol-client.ts'
import { arbitraryOf, type Known } from './support/arbitrary-of.ts'
import { brokenOrNot } from './support/broken.ts'
import type { House } from './support/house.ts'
import { openKnownHouse } from './support/known.ts'
import { RUNS } from './support/runs.ts'
import { expectVerdict } from './support/verdict.ts'

let house: House
let mallory: Person
let known: Known

beforeAll(async () => {
  const opened = await openKnownHouse()
  house = opened.house
  mallory = house.person('mallory')
  await mallory.joins('Harbour')
  known = new Map([
    ...opened.known,
    [chatPostSchema.entries.room, fc.constant(await house.room('Harbour'))],
    [chatPostSchema.entries.author, fc.constant(mallory.uri)],
    [chatPostSchema.entries.device, fc.constant(mallory.deviceId)],
    [emojiSchema, fc.constantFrom('👍', '🇺🇦', '👩‍🚀')],
  ])
})
afterAll(() => house.close())

const newIds = fc.uint8Array({ minLength: 10, maxLength: 10 }).map((random) => uuidv7(Date.now(), random))

async function sends(item: unknown): Promise<Reply['resp']> {
  const envid = mallory.connection.newEnvid()
  const replied = mallory.connection.replyTo(envid, 1)
  const ack = await mallory.connection.emit({ ver: 1, envid, grpchat: [item] })
  if (ack.status === 503) return sends(item)
  expect(ack).toEqual({ status: 200 })
  return (await replied).resp
}

function isPost(signed: string): boolean {
  try {
    return openSigned(signed) !== undefined && v.is(sealedPostSchema.entries.signed, signed)
  } catch {
    return false
  }
}

test('H-01 I-25: a post of any kind is taken, or refused by name', async () => {
  const seen = { taken: 0, refused: 0 }
  const good = fc
    .tuple(fc.oneof(arbitraryOf(chatPostSchema, known), arbitraryOf(signedPostSchema, known)), newIds)
    .map(([post, id]) => ({ ...(post as object), id, device: mallory.deviceId }))
  await fc.assert(
    fc.asyncProperty(brokenOrNot(good), async (post) => {
      const signed = JSON.stringify(post) ?? 'null'
      const resp = await sends(mallory.key.sign(signed))
      expectVerdict(resp, signed)
      if (!isPost(signed))
        expect(['InvalidArgument', 'LimitExceeded'], signed.slice(0, 300)).toContain(resp.text)
      else if (openSigned(signed).kind === 'chat') expect(resp.text, signed).not.toBe('InvalidArgument')
      seen[resp.code === 200 ? 'taken' : 'refused'] += 1
    }),
    { numRuns: RUNS },
  )
  await mallory.posts('still here')
  expect(seen.taken).toBeGreaterThan(RUNS / 20)
  expect(seen.refused).toBeGreaterThan(RUNS / 5)
})

test('H-01 I-25: a seal with anything wrong is refused by name', async () => {
  const good = fc.constant(null).map(() => mallory.seals('a good post'))
  await fc.assert(
    fc.asyncProperty(brokenOrNot(good), async (item) => {
      const resp = await sends(item)
      expectVerdict(resp, item)
      if (!v.is(sealedPostSchema, JSON.parse(JSON.stringify(item) ?? 'null'))) expect(resp.code).not.toBe(200)
    }),
    { numRuns: RUNS },
  )
  await mallory.posts('still here')
  const { entries } = await house.bystander.asks('bccontext', {
    room: await house.room('Harbour'),
    last: { count: 200 },
  })
  for (const { signed } of entries as { signed: string }[]) expect(isPost(signed)).toBe(true)
})
