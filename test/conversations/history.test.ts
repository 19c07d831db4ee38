// The log and its pages: exact bounds, an unbroken chain, and catching up without a gap or a repeat.

import { createHash } from 'node:crypto'
import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import type { Person } from '../support/person.ts'

type Entry = { seq: number; signed: string }
type Page = { entries: Entry[]; from: number; to: number; head: number; complete: boolean }

async function page(person: Person, room: string, where: Record<string, unknown>): Promise<Page> {
  return (await person.asks('bccontext', { room, ...where })) as unknown as Page
}

function shape({ entries, ...bounds }: Page) {
  const { from, to, head, complete } = bounds
  return { seqs: entries.map(({ seq }) => seq), from, to, head, complete }
}

conversation('[P13.5] [P13.6] [P13.7] pages before, after and around', async ({ app, ada }) => {
  const room = await app.room('Harbour')
  await ada.joins('Harbour')
  expect(shape(await page(ada, room, { last: {} }))).toEqual({
    seqs: [],
    from: 0,
    to: 0,
    head: 0,
    complete: true,
  })
  await ada.posts(...Array.from({ length: 10 }, (_, index) => `post ${index + 1}`))
  const look = async (where: Record<string, unknown>) => shape(await page(ada, room, where))

  expect(await look({ last: { count: 3 } })).toEqual({
    seqs: [8, 9, 10],
    from: 8,
    to: 10,
    head: 10,
    complete: false,
  })
  expect(await look({ last: { count: 10 } })).toMatchObject({ from: 1, to: 10, complete: true })
  expect(await look({ before: { seq: 8, count: 3 } })).toEqual({
    seqs: [5, 6, 7],
    from: 5,
    to: 7,
    head: 10,
    complete: false,
  })
  expect(await look({ before: { seq: 3, count: 3 } })).toMatchObject({ seqs: [1, 2], complete: true })
  expect(await look({ before: { seq: 1, count: 3 } })).toMatchObject({
    seqs: [],
    from: 0,
    to: 0,
    complete: true,
  })
  expect(await look({ after: { seq: 0, count: 3 } })).toEqual({
    seqs: [1, 2, 3],
    from: 1,
    to: 3,
    head: 10,
    complete: false,
  })
  expect(await look({ after: { seq: 7, count: 3 } })).toMatchObject({ seqs: [8, 9, 10], complete: true })
  expect(await look({ after: { seq: 10 } })).toMatchObject({ seqs: [], complete: true })
  expect(await look({ after: { seq: 4711 } })).toMatchObject({ seqs: [], head: 10 })
  const around = await look({ around: { seq: 5, count: 4 } })
  expect(around.seqs).toContain(5)
  expect(around).toMatchObject({
    complete: false,
    seqs: Array.from({ length: around.to - around.from + 1 }, (_, index) => around.from + index),
  })
})

conversation('[P11.4] [P13.8] anyone can follow the chain', async ({ app, ada, grace }) => {
  const room = await app.room('Harbour')
  for (const person of [ada, grace]) await person.joins('Harbour')
  const receipts = [
    ...(await ada.posts('one', 'two')),
    ...(await grace.posts('three')),
    ...(await ada.posts('four')),
  ]
  const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest()

  let chain: Uint8Array = new Uint8Array(32)
  for (const { seq, signed } of (await page(grace, room, { last: {} })).entries) {
    const place = Buffer.alloc(8)
    place.writeBigUInt64BE(BigInt(seq))
    chain = sha256(Buffer.concat([chain, place, sha256(Buffer.from(signed))]))
    expect(receipts.find((receipt) => receipt.seq === seq)?.chain).toBe(
      Buffer.from(chain).toString('base64url'),
    )
  }
})

conversation(
  '[P14.1] [P8.2] who comes back asks for what lies after the cursor, while others go on writing',
  async ({ app, ada, grace }) => {
    const room = await app.room('Harbour')
    await ada.joins('Harbour')
    await grace.joins('Harbour')
    await grace.posts('seen')
    const { seq: cursor } = await ada.receives({ chat: 'seen' })
    ada.leaves()
    for (let batch = 0; batch < 5; batch += 1)
      await grace.posts(...Array.from({ length: 30 }, (_, index) => `missed ${batch}/${index}`))

    await ada.connects()
    await ada.joins('Harbour')
    const writing = grace.posts('while she reads')
    const held = [Number(cursor)]
    for (let complete = false; !complete; ) {
      const next = await page(ada, room, { after: { seq: held.at(-1), count: 50 } })
      held.push(...next.entries.map(({ seq }) => seq))
      complete = next.complete
    }
    await writing
    const live = await ada.receives({ chat: 'while she reads', seq: 152 })

    const all = new Set([...held, Number(live.seq)])
    expect([...all]).toEqual(Array.from({ length: 152 }, (_, index) => index + 1))
  },
)

conversation(
  '[P13.9] [P13.2] history may be read without joining, and shows names as they are now',
  async ({ app, ada, grace }) => {
    const room = await app.room('Harbour')
    await ada.joins('Harbour')
    await ada.posts('Under my old name')
    await app.admin('user.set', { user: 'ada', displayName: 'Countess of Lovelace' })
    await grace.signsIn()

    const { entries } = await grace.asks('bccontext', { room, last: {} })

    expect(entries).toMatchObject([{ authdisp: 'Countess of Lovelace', via: 'server', seq: 1 }])
    await grace.hearsNothing()
  },
)
