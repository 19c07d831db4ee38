// Preferences: the same on all devices of a person, and nobody else's.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { DataCollision, InvalidArgument, LimitExceeded } from '../support/errors.ts'

conversation('[P21.8] what is kept on one device is told to the others', async ({ ada, grace }) => {
  const phone = ada.onAnotherDevice()
  await phone.signsIn()
  await grace.signsIn()
  expect(await ada.asks('getpref', { label: 'feeds' })).toEqual({ label: 'feeds', seqid: 0 })
  expect(await ada.asks('setpref', { label: 'feeds', content: '[]' })).toEqual({ label: 'feeds', seqid: 1 })
  await phone.isTold('pref', { label: 'feeds', seqid: 1, content: '[]' })
  expect(await phone.asks('getpref', { label: 'feeds' })).toEqual({
    ...{ label: 'feeds', seqid: 1, content: '[]' },
  })
  expect(await phone.asks('getpref', { label: 'feeds', seqid: 1 })).toEqual({ label: 'feeds', seqid: 1 })
  expect(await grace.asks('getpref', { label: 'feeds' })).toEqual({ label: 'feeds', seqid: 0 })

  // Said again, by a device that heard no answer, it is the same and told to nobody.
  await ada.asks('setpref', { label: 'feeds', content: '[]', seqid: 0 })
  for (const device of [ada, phone, grace]) await device.hearsNothing()
})

conversation('[P21.8] changes of all labels are counted together, removals too', async ({ ada }) => {
  const phone = ada.onAnotherDevice()
  await ada.asks('setpref', { label: 'draft/a', content: 'one' })
  await ada.asks('setpref', { label: 'draft/b', content: 'two' })
  await ada.asks('setpref', { label: 'draft/a', content: '' })
  await phone.signsIn()
  expect(await phone.asks('getprefs', { after: 0 })).toEqual({
    prefs: [
      { label: 'draft/b', seqid: 2, content: 'two' },
      { label: 'draft/a', seqid: 3, content: '' },
    ],
    moreAvailable: false,
  })
  expect(await phone.asks('getprefs', { after: 3 })).toEqual({ prefs: [], moreAvailable: false })
  // Who did not see the change may not write over it; who saw it may.
  await phone.isRefused('setpref', { label: 'draft/b', content: 'old', seqid: 1 }, DataCollision)
  await phone.asks('setpref', { label: 'draft/b', content: 'new', seqid: 2 })

  for (let n = 0; n < 17; n += 1) await ada.asks('setpref', { label: `many/${n}`, content: 'x' })
  const first = await phone.asks('getprefs', { after: 4 })
  expect(first).toMatchObject({ moreAvailable: true })
  const last = (first.prefs as { seqid: number }[]).at(-1)?.seqid
  expect(await phone.asks('getprefs', { after: last })).toMatchObject({ moreAvailable: false })
})

conversation('[P21.8] a person has so many preferences, and so much in them', async ({ ada }) => {
  for (let n = 0; n < 500; n += 1) await ada.asks('setpref', { label: `l/${n}`, content: 'x' })
  await ada.isRefused('setpref', { label: 'one-more', content: 'x' }, LimitExceeded)
  await ada.asks('setpref', { label: 'l/0', content: '' })
  await ada.asks('setpref', { label: 'one-more', content: 'x' })
  const large = 'я'.repeat(32 * 1024)
  for (let n = 0; n < 63; n += 1) await ada.asks('setpref', { label: `l/${n + 1}`, content: large })
  await ada.isRefused('setpref', { label: 'l/64', content: large }, LimitExceeded)
  await ada.asks('setpref', { label: 'l/64', content: 'smaller' })
  await ada.isRefused('setpref', { label: 'l/64', content: `${large}.` }, InvalidArgument)
  for (const label of ['', 'Upper', '1st', 'a b', `a${'b'.repeat(101)}`])
    await ada.isRefused('setpref', { label, content: 'x' }, InvalidArgument)
})
