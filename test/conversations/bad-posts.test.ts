// Posts that are wrong: each refusal has its documented code and a sentence, changes
// nothing, tells nothing, and leaves the connection as it was. The scene sends a good command after each.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { DataCollision, ErrorPermission, InvalidArgument } from '../support/errors.ts'
import type { Person } from '../support/person.ts'
import { Device } from '../support/protocol-device.ts'

/** Neither in the log nor on anybody's screen. */
async function nothingWasPosted(room: string, people: Person[]): Promise<void> {
  for (const person of people) {
    await person.hearsNothing()
    expect(await person.asks('bccontext', { room, last: {} })).toMatchObject({ head: 0, entries: [] })
  }
}

conversation(
  '[P16.2] [P16.1] texts that a post may not have, and markup, which is only text',
  async ({ app, ada, grace }) => {
    const room = await app.room('Harbour')
    for (const person of [ada, grace]) await person.joins('Harbour')

    for (const text of [
      '',
      ' \n ',
      '\u200b\u2060',
      '\u3164',
      ' \ufe0f\u{e0061} ',
      'a\u0000b',
      'a\u001b[2Jb',
      'a\u0085b',
      'invoice\u202efdp.exe',
      'a\u202ab',
    ]) {
      await ada.mayNotSend(ada.seals(text), InvalidArgument)
    }
    await nothingWasPosted(room, [ada, grace])

    const markup = '<script>alert(1)</script><img src=x onerror=alert(2)> &amp; \u2067עברית\u2069'
    await ada.posts(markup)
    await grace.receives({ chat: markup })
    const small = ['.', '👩‍👩‍👧', '🏴\u{e0067}\u{e0062}\u{e007f}', 'می\u200cخواهم']
    await ada.posts(...small)
    for (const chat of small) await grace.receives({ chat })
  },
)

conversation('[P17] posts that are too large', async ({ app, ada, grace }) => {
  const room = await app.room('Harbour')
  for (const person of [ada, grace]) await person.joins('Harbour')

  await ada.mayNotSend(ada.seals('a'.repeat(16_001)), InvalidArgument)
  await ada.mayNotSend(ada.seals('я'.repeat(8001)), InvalidArgument)
  await ada.mayNotSend(ada.key.sign('x'.repeat(48_001)), InvalidArgument)
  await nothingWasPosted(room, [ada, grace])

  await ada.posts('я'.repeat(8000))
  await grace.receives({ chat: 'я'.repeat(8000) })
})

conversation('[P12.5] authors and devices that are forged', async ({ app, ada, mallory }) => {
  const room = await app.room('Harbour')
  for (const person of [ada, mallory]) await person.joins('Harbour')

  await mallory.mayNotSend(mallory.seals('I am Ada', { author: ada.uri }), ErrorPermission)
  await mallory.mayNotSend(mallory.seals('From her laptop', { device: ada.deviceId }), ErrorPermission)
  await mallory.mayNotSend(mallory.seals('Both', { author: ada.uri, device: ada.deviceId }), ErrorPermission)
  await mallory.mayNotSend(ada.seals('Stolen from the wire'), ErrorPermission)
  await nothingWasPosted(room, [ada, mallory])

  await mallory.posts('As myself, then')
  await ada.receives({ author: mallory.uri })
})

conversation('[P12.5] signatures that do not fit', async ({ app, ada, grace }) => {
  const room = await app.room('Harbour')
  for (const person of [ada, grace]) await person.joins('Harbour')
  const good = ada.seals('Signed by me')
  const altered = { ...good, signed: good.signed.replace('Signed', 'Sighed') }

  await ada.mayNotSend(altered, InvalidArgument)
  await ada.mayNotSend(new Device().sign(good.signed), InvalidArgument)
  await ada.mayNotSend({ ...good, sig: 'A'.repeat(86) }, InvalidArgument)
  await ada.mayNotSend({ ...good, sig: good.sig.slice(1) }, InvalidArgument)
  await ada.mayNotSend({ signed: good.signed }, InvalidArgument)
  await nothingWasPosted(room, [ada, grace])

  await ada.sends([good])
  await grace.receives({ chat: 'Signed by me' })
})

conversation('[P11.1] sealed texts that are no post', async ({ app, ada, grace }) => {
  const room = await app.room('Harbour')
  for (const person of [ada, grace]) await person.joins('Harbour')

  for (const change of [
    { v: 2 },
    { kind: 'purge' },
    { id: '1' },
    { room: 'Harbour' },
    { dseq: 0 },
    { dseq: 2 ** 60 },
    { prev: 7 },
    { hlc: 'now' },
    { chat: { html: '<b>' } },
    { admin: true },
  ]) {
    await ada.mayNotSend(ada.seals('Not quite right', change), InvalidArgument)
  }
  for (const signed of ['', 'null', '[]', '{"v":1', '"\\ud800"'])
    await ada.mayNotSend(ada.key.sign(signed), InvalidArgument)
  await nothingWasPosted(room, [ada, grace])
})

conversation('[P12.3] [P12.4] envelopes that are replayed', async ({ ada, grace, mallory }) => {
  for (const person of [ada, grace, mallory]) await person.joins('Harbour')
  const sealed = ada.seals('Pay Mallory ten pounds')
  const [receipt] = await ada.sends([sealed])
  for (const person of [grace, mallory]) await person.receives({ chat: 'Pay Mallory ten pounds' })

  await mallory.mayNotSend(sealed, ErrorPermission)
  await ada.mayNotSend(ada.seals('Pay Mallory a thousand', { id: receipt?.id }), DataCollision)
  const envelope = { ver: 1, envid: '1', grpchat: [sealed] }
  for (const again of [1, 2]) {
    const replied = ada.connection.replyTo('1', 1)
    expect(await ada.connection.emit(envelope), `time ${again}`).toEqual({ status: 200 })
    expect((await replied).data).toEqual(receipt)
  }
  await grace.hearsNothing()
})
