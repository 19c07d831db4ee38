// Unread counts and read markers, over two devices of one person.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { InvalidArgument } from '../support/errors.ts'

conversation('[P9.8] [P9.9] what I read on one device is read on the other', async ({ app, ada, grace }) => {
  const room = await app.room('Harbour')
  const phone = ada.onAnotherDevice()
  await ada.joins('Harbour')
  await phone.joins('Harbour')
  await grace.joins('Harbour')
  await grace.posts('one', 'two', 'three')
  await ada.posts('mine')

  expect(await phone.joins('Harbour')).toMatchObject({ head: 4, unread: 3, read: 0 })
  expect(await ada.asks('markread', { room, seq: 2 })).toEqual({ room, seq: 2, readGeneration: 0, unread: 1 })
  await phone.isTold('markread', { room, seq: 2, unread: 1 })
  expect(await phone.joins('Harbour')).toMatchObject({ unread: 1, read: 2 })

  // Backwards, again, and too far: the marker only grows, and not beyond what there is.
  expect(await phone.asks('markread', { room, seq: 1 })).toEqual({
    room,
    seq: 2,
    readGeneration: 0,
    unread: 1,
  })
  expect(await phone.asks('markread', { room, seq: 2 })).toEqual({
    room,
    seq: 2,
    readGeneration: 0,
    unread: 1,
  })
  expect(await phone.asks('markread', { room, seq: 4711 })).toEqual({
    room,
    seq: 4,
    readGeneration: 0,
    unread: 0,
  })
  await ada.isTold('markread', { seq: 4, unread: 0 })
  for (let seq = 1; seq <= 4; seq += 1) {
    await ada.receives({ seq })
    await phone.receives({ seq })
    await grace.receives({ seq })
  }
  for (const device of [ada, phone, grace]) await device.hearsNothing()
})

conversation('[P9.8] posts can be marked as unread again, on every device', async ({ app, ada, grace }) => {
  const room = await app.room('Harbour')
  const phone = ada.onAnotherDevice()
  await ada.joins('Harbour')
  await phone.joins('Harbour')
  await grace.joins('Harbour')
  await grace.posts('one', 'two', 'three')
  await ada.asks('markread', { room, seq: 3 })
  await phone.isTold('markread', { seq: 3, unread: 0 })

  const back = { room, seq: 1, readGeneration: 1, unread: 2 }
  expect(await ada.asks('markread', { room, seq: 1, generation: 1 })).toEqual(back)
  await phone.isTold('markread', back)
  expect(await phone.joins('Harbour')).toMatchObject({ read: 1, readGeneration: 1, unread: 2 })

  // A word of the earlier generation, however far it went, comes too late; the present one only grows.
  expect(await phone.asks('markread', { room, seq: 3, generation: 0 })).toEqual(back)
  expect(await phone.asks('markread', { room, seq: 0, generation: 1 })).toEqual(back)
  expect(await phone.asks('markread', { room, seq: 2 })).toEqual({ ...back, seq: 2, unread: 1 })
  await ada.isTold('markread', { seq: 2, readGeneration: 1 })
  for (const generation of [-1, 0.5, 1_000_000_001])
    await phone.isRefused('markread', { room, seq: 3, generation }, InvalidArgument)
})

conversation(
  '[P9.9] unread is counted per person and stops at 999',
  { timeout: 60_000 },
  async ({ ada, grace }) => {
    await ada.joins('Harbour')
    ada.leaves()
    await grace.joins('Harbour')
    for (let batch = 0; batch < 16; batch += 1) {
      await grace.posts(...Array.from({ length: 63 }, (_, index) => `${batch}/${index}`))
    }

    await ada.connects()
    expect(await ada.joins('Harbour')).toMatchObject({ head: 1008, unread: 999 })
    expect(await grace.joins('Harbour')).toMatchObject({ head: 1008, unread: 0 })
  },
)
