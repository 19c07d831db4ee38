// Finding what was said: by parts and forms of words, in rooms that one may read and in no others.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { InvalidArgument, NoSuchNode } from '../support/errors.ts'
import type { Person } from '../support/person.ts'

type Result = {
  room: string
  roomName: string
  seq: number
  id: string
  device: string
  author: string
  snippet: { text: string; hit: boolean }[]
}
type Answer = { results: Result[]; total: number; exceededServerLimit: boolean; next: string | null }

async function search(person: Person, criteria: string, more: object = {}): Promise<Answer> {
  return (await person.asks('bcsearch', { criteria, ...more })) as unknown as Answer
}
async function seqs(person: Person, criteria: string, more: object = {}): Promise<number[]> {
  return (await search(person, criteria, more)).results.map(({ seq }) => seq)
}

conversation('[P19.2] words are found by their parts and forms, in two languages', async ({ app, ada }) => {
  const room = await app.room('Harbour')
  await ada.joins('Harbour')
  await ada.posts(
    'Три корабля стоят в гавани, ёлки на причале',
    'The ships are leaving the harbour',
    'Красный свет горит на маяке',
  )
  expect(await seqs(ada, 'корабли')).toEqual([1])
  expect(await seqs(ada, 'гаван')).toEqual([1])
  expect(await seqs(ada, 'вань')).toEqual([])
  expect(await seqs(ada, 'рабл')).toEqual([1])
  expect(await seqs(ada, 'ЕЛКА')).toEqual([1])
  expect(await seqs(ada, 'shipping arbo', { matchAll: true })).toEqual([2])
  expect(await seqs(ada, 'ship маяк')).toEqual([3, 2])
  expect(await seqs(ada, 'ship маяк', { matchAll: true })).toEqual([])
  expect(await seqs(ada, '"красный свет"')).toEqual([3])
  expect(await seqs(ada, '"свет красный"')).toEqual([])
  expect(await seqs(ada, 'the harbour', { matchExactPhrase: true })).toEqual([2])
  expect(await seqs(ada, 'the', { matchCase: true })).toEqual([2])
  expect(await seqs(ada, 'THE', { matchCase: true })).toEqual([])
  expect(await seqs(ada, '!!')).toEqual([])
  const [found] = (await search(ada, 'ship')).results
  expect(found).toMatchObject({ room, roomName: 'Harbour', author: ada.uri })
  expect(found?.snippet.filter(({ hit }) => hit)).toEqual([{ text: 'ships', hit: true }])
  expect(found?.snippet.map(({ text }) => text).join('')).toBe('The ships are leaving the harbour')
})

conversation('[P19.1] rooms that one may not read give nothing', async ({ app, ada, mallory }) => {
  const open = await app.room('Harbour')
  const closed = await app.opensRoom('Bridge', { privacy: 'closed', members: [ada.uri] })
  await ada.joins('Harbour')
  await ada.posts('tide in the open')
  await ada.joins('Bridge')
  await ada.posts('tide behind doors')
  await mallory.signsIn()

  expect((await search(ada, 'tide')).total).toBe(2)
  expect(await search(mallory, 'tide')).toMatchObject({ total: 1, results: [{ room: open }] })
  const hidden = await search(mallory, 'tide', { rooms: [closed] })
  expect(hidden).toEqual({ results: [], total: 0, exceededServerLimit: false, next: null })
  const nowhere = open.replace(/.{12}$/, '000000000000')
  expect(await search(mallory, 'tide', { rooms: [nowhere] })).toEqual(hidden)

  await app.admin('room.set', { room: 'Harbour', disabled: true })
  expect((await search(mallory, 'tide')).total).toBe(0)
  await app.admin('room.set', { room: 'Harbour', disabled: false })
  await app.admin('room.set', { room: 'Bridge', remove: { member: [ada.uri] } })
  expect(await search(ada, 'tide')).toMatchObject({ total: 1, results: [{ room: open }] })
})

conversation('[P19.5] an edited post is found by what it says now', async ({ app, ada }) => {
  await app.room('Harbour')
  await ada.joins('Harbour')
  await ada.posts('the crane is broken', 'the crane will be mended')
  const [first] = (await search(ada, 'broken')).results
  const target = { device: first?.device, id: first?.id }
  await ada.sends([ada.seals('the lift is broken', { kind: 'edit', target })])
  expect(await seqs(ada, 'crane')).toEqual([2])
  expect(await seqs(ada, 'lift')).toEqual([1])
  await ada.sends([ada.seals('', { kind: 'redact', chat: undefined, target })])
  expect(await seqs(ada, 'lift')).toEqual([])
  expect(await seqs(ada, 'mended')).toEqual([2])
})

conversation('[P19.6] results come in pages, counted by the first', async ({ app, ada }) => {
  await app.room('Harbour')
  await ada.joins('Harbour')
  await ada.posts(...Array.from({ length: 7 }, (_, at) => `tide ${at + 1}`))
  const first = await search(ada, 'tide', { limit: 3 })
  expect(first).toMatchObject({ total: 7, exceededServerLimit: false })
  const second = await search(ada, 'tide', { limit: 3, start: first.next })
  const third = await search(ada, 'tide', { limit: 3, start: second.next })
  expect([first, second, third].map(({ results }) => results.map(({ seq }) => seq))).toEqual([
    [7, 6, 5],
    [4, 3, 2],
    [1],
  ])
  expect(third).toMatchObject({ total: 7, next: null })
  await ada.isRefused('bcsearch', { criteria: 'tide', start: 'anywhere' }, InvalidArgument)
  await ada.isRefused('bcsearch', { criteria: ' ' }, InvalidArgument)
  expect(await seqs(ada, '', { authors: [ada.uri], limit: 2 })).toEqual([7, 6])
})

conversation('[P13.11] pages by time and beside a post', async ({ app, ada }) => {
  const room = await app.room('Harbour')
  await ada.joins('Harbour')
  await ada.posts('one')
  const [{ ts } = { ts: '' }] = await ada.posts('two')
  await ada.posts('three', 'four')
  const page = async (command: string, more: object) => {
    const { entries, complete } = (await ada.asks(command, { room, ...more })) as unknown as {
      entries: { seq: number; ts: string }[]
      complete: boolean
    }
    return { seqs: entries.map(({ seq }) => seq), complete }
  }
  const late = '2999-01-01T00:00:00.000Z'
  const early = '2000-01-01T00:00:00.000Z'
  expect(await page('bcbydate', { from: early, count: 2 })).toEqual({ seqs: [1, 2], complete: false })
  expect(await page('bcbydate', { from: early, to: late })).toEqual({ seqs: [1, 2, 3, 4], complete: true })
  expect(await page('bcbydate', { to: late, count: 3 })).toEqual({ seqs: [2, 3, 4], complete: false })
  expect(await page('bcbydate', { from: late })).toEqual({ seqs: [], complete: true })
  expect(await page('bcbydate', { to: early })).toEqual({ seqs: [], complete: true })
  const since = await page('bcbydate', { from: ts })
  expect(since.seqs).toContain(2)
  expect((await page('bcbydate', { to: ts })).seqs).not.toContain(2)
  await ada.isRefused('bcbydate', { room }, InvalidArgument)

  const [found] = (await search(ada, 'two')).results
  const post = { device: found?.device, id: found?.id }
  expect(await page('bcbymsg', { post, direction: 'after' })).toEqual({ seqs: [3, 4], complete: true })
  expect(await page('bcbymsg', { post, direction: 'before' })).toEqual({ seqs: [1], complete: true })
  expect((await page('bcbymsg', { seq: 2, direction: 'around', count: 2 })).seqs).toEqual([2, 3])
  const elsewhere = await app.room('Bridge')
  await ada.isRefused('bcbymsg', { room: elsewhere, post, direction: 'after' }, NoSuchNode)
})
