// A post, from its author to everyone in the room: once, in order, for ever the same.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { DataCollision, InvalidArgument, UserNotJoined } from '../support/errors.ts'

conversation(
  '[P12.1] [P12.9] [P13.3] a post reaches everyone in the room, once, its author too',
  async ({ ada, grace, linus }) => {
    await ada.joins('Harbour')
    await grace.joins('Harbour')
    await linus.joins('Bridge')

    const [receipt] = await ada.posts('Is this thing on?')

    const expected = { author: ada.uri, chat: 'Is this thing on?', seq: 1, ts: receipt?.ts, id: receipt?.id }
    for (const person of [ada, grace]) {
      await person.receives({ ...expected, via: 'server', authdisp: 'Ada Lovelace' })
      await person.hearsNothing()
    }
    await linus.hearsNothing()
  },
)

conversation(
  '[P11.3] the bytes that were signed are the bytes that arrive and stay',
  async ({ app, ada, grace }) => {
    await ada.joins('Harbour')
    await grace.joins('Harbour')
    const plain = ada.seals('Spaces, Ё and "quotes" \\ 👍')
    const signed = ` {\n ${plain.signed.slice(1, -1).replaceAll('Ё', '\\u0401')}\t} `
    const sealed = ada.key.sign(signed)

    await ada.sends([sealed])

    await grace.receives({ ...sealed, chat: 'Spaces, Ё and "quotes" \\ 👍' })
    const { entries } = await grace.asks('bccontext', { room: await app.room('Harbour'), last: {} })
    expect(entries).toMatchObject([sealed])
  },
)

conversation(
  '[P12.3] sent again, on another connection too, it is answered as the first time and heard once',
  async ({ ada, grace }) => {
    await ada.joins('Harbour')
    await grace.joins('Harbour')
    const sealed = ada.seals('Only once')
    const [first] = await ada.sends([sealed])

    expect(await ada.sends([sealed, sealed])).toEqual([first, first])
    ada.leaves()
    await ada.connects()
    expect(await ada.sends([sealed])).toEqual([first])

    await grace.receives({ chat: 'Only once', seq: 1 })
    await grace.hearsNothing()
  },
)

conversation('[P12.3] even after its author has lost the room', async ({ app, ada }) => {
  await app.opensRoom('Bridge', { privacy: 'closed', members: [ada.uri] })
  await ada.joins('Bridge')
  const sealed = ada.seals('My last word')
  const unsent = ada.seals('One more')
  const [first] = await ada.sends([sealed])

  await app.admin('room.set', { room: 'Bridge', remove: { member: [ada.uri] } })
  await ada.isTold('kick', {})

  expect(await ada.sends([sealed])).toEqual([first])
  await ada.mayNotSend(unsent, { code: 403, text: 'ErrorPermission' })
})

conversation('[P12.4] the same id with other bytes is a collision', async ({ ada, grace }) => {
  await ada.joins('Harbour')
  await grace.joins('Harbour')
  const [receipt] = await ada.posts('The first')

  await ada.mayNotSend(ada.seals('The second', { id: receipt?.id }), DataCollision)

  await grace.receives({ chat: 'The first' })
  await grace.hearsNothing()
})

conversation(
  '[P12.7] [P13.1] posts keep the order in which they were sent, without holes',
  async ({ ada, grace, linus }) => {
    for (const person of [ada, grace, linus]) await person.joins('Harbour')
    const words = (who: string) => Array.from({ length: 40 }, (_, index) => `${who} ${index}`)

    const receipts = await Promise.all([
      ada.posts(...words('ada')),
      Promise.all(words('grace').map((text) => grace.posts(text))).then((each) => each.flat()),
    ])

    const heard: Record<string, unknown>[] = []
    for (let seq = 1; seq <= 80; seq += 1) heard.push(await linus.receives({ seq }))
    for (const who of ['ada', 'grace']) {
      expect(heard.map(({ chat }) => String(chat)).filter((chat) => chat.startsWith(who))).toEqual(words(who))
    }
    expect(
      receipts
        .flat()
        .map(({ seq }) => seq)
        .sort((a, b) => a - b),
    ).toEqual(heard.map(({ seq }) => seq))
    await linus.hearsNothing()
  },
)

conversation('[P12.1] a refused post does not hold up the others of its envelope', async ({ ada, grace }) => {
  await ada.joins('Harbour')
  await grace.joins('Harbour')

  const replies = await ada.connection.post([
    ada.seals('one'),
    ada.seals('two', { v: 2 }),
    ada.seals('three'),
  ])

  expect(replies.map(({ id, resp }) => [id, resp.code])).toEqual([
    ['rpl:grpchat', 200],
    ['rpl:grpchat', InvalidArgument.code],
    ['rpl:grpchat', 200],
  ])
  await grace.receives({ chat: 'one', seq: 1 })
  await grace.receives({ chat: 'three', seq: 2 })
  await grace.hearsNothing()
})

conversation('[P12.6] [P9.4] [P8.1] one posts only in rooms that one has joined', async ({ ada }) => {
  await ada.joins('Harbour')
  await ada.posts('Inside')
  await ada.parts('Harbour')

  await ada.mayNotSend(ada.seals('Outside'), UserNotJoined)

  await ada.joins('Harbour')
  const [receipt] = await ada.posts('Inside again')
  expect(receipt?.seq).toBe(2)
})

conversation(
  '[P11.5] no post is refused for its place in the device, or for its clock',
  async ({ ada, grace }) => {
    await ada.joins('Harbour')
    await grace.joins('Harbour')
    const odd = [
      { dseq: 9 },
      { dseq: 2 },
      { dseq: 2 },
      { prev: null },
      { hlc: '000000000000-0000' },
      { hlc: 'ffffffffffff-ffff' },
    ]

    const receipts = await ada.sends(odd.map((change, index) => ada.seals(`odd ${index}`, change)))

    expect(receipts.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6])
    for (const index of odd.keys()) await grace.receives({ chat: `odd ${index}` })
    await grace.hearsNothing()
  },
)
