// Every command, from its schema: good data, and data with one thing wrong. What the schema lets through is answered,
// what it does not is refused as such and changes nothing, and the connection is as good as before.

import fc from 'fast-check'
import * as v from 'valibot'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { commands } from '#shared/commands/index.ts'
import type { Person } from '../support/person.ts'
import type { Reply } from '../support/protocol-client.ts'
import { arbitraryOf, type Known } from './support/arbitrary-of.ts'
import { brokenOrNot } from './support/broken.ts'
import type { House } from './support/house.ts'
import { openKnownHouse } from './support/known.ts'
import { RUNS } from './support/runs.ts'
import { expectVerdict } from './support/verdict.ts'

const FRAME_BYTES = 160 * 1024

let house: House
let mallory: Person
let known: Known

beforeAll(async () => {
  ;({ house, known } = await openKnownHouse())
  mallory = house.person('mallory')
  await mallory.joins('Harbour')
  await mallory.posts('One', 'Two')
  // Before a search everything is put into the index, which the server would do by itself at a moment of its own.
  await mallory.asks('bcsearch', { criteria: 'one' })
})
afterAll(() => house.close())

/** What a server says that has no time now is not an answer yet. */
async function asks(id: string, data: unknown): Promise<Reply['resp']> {
  const envid = mallory.connection.newEnvid()
  const replied = mallory.connection.replyTo(envid, 1)
  const envelope = { ver: 1, envid, cmd: { id, seqid: 1, ...(data === undefined ? {} : { data }) } }
  const ack = await mallory.connection.emit(envelope)
  if (ack.status === 503) return asks(id, data)
  expect(ack).toEqual({ status: 200 })
  return (await replied).resp
}

test('what changes something is noticed, where the database is a file', async () => {
  const before = house.commits()
  expect(await asks('cmd:setpref', { label: 'a', content: '1' })).toMatchObject({ code: 200 })
  if (before !== 0) expect(house.commits()).not.toBe(before)
})

test.each(Object.values(commands))(
  'H-01 I-25: $cmd never answers anything but its reply or a refusal',
  async (command) => {
    const seen = { good: 0, bad: 0 }
    await fc.assert(
      fc.asyncProperty(brokenOrNot(arbitraryOf(command.data, known)), async (data) => {
        const before = house.commits()
        const resp = await asks(command.cmd, data)
        expectVerdict(resp, data)
        if (resp.code !== 200) expect(house.commits(), JSON.stringify(data)).toBe(before)
        const carried = data === undefined ? undefined : JSON.parse(JSON.stringify(data))
        const isGood = v.safeParse(command.data, carried).success
        const isTooLarge = (JSON.stringify(data)?.length ?? 0) > FRAME_BYTES
        if (!isGood && !isTooLarge)
          expect(resp, JSON.stringify(data)).toMatchObject({ text: 'InvalidArgument' })
        if (isGood) expect(resp.text, JSON.stringify(data)).not.toBe('InvalidArgument')
        seen[isGood ? 'good' : 'bad'] += 1
      }),
      { numRuns: RUNS },
    )
    await mallory.asks('getserverinfo')
    expect(seen.good).toBeGreaterThan(RUNS / 20)
    expect(seen.bad).toBeGreaterThan(RUNS / 20)
  },
)
