// What one does about posts without network: it shows at once, waits in the outbox, and can be called off until it is sealed.

import 'fake-indexeddb/auto'
import { beforeAll, beforeEach, expect, test } from 'vitest'
import { guidOf } from '#shared/uri.ts'
import { editPost, pin, react, removePost, undoRemoval } from '../../client/actions/amending.ts'
import { post } from '../../client/actions/posting.ts'
import { cache } from '../../client/cache/database.ts'
import { takeDelivered } from '../../client/cache/intake.ts'
import { takeJoined } from '../../client/cache/intake-rooms.ts'
import { failPost } from '../../client/cache/outbox.ts'
import { readExcerpt } from '../../client/cache/reading.ts'
import { type TimelineRow, timelineRows } from '../../client/state/timeline-rows.ts'
import { ADA, DEVICE, entry, HARBOUR, idOf, room } from './support/cast.ts'
import { startOffline } from './support/started-core.ts'

const GUID = guidOf(HARBOUR)
const target = { device: DEVICE, id: idOf(1) }

beforeAll(async () => {
  await startOffline()
})
beforeEach(async () => {
  await cache.outbox.clear()
  await takeJoined(cache, [room(HARBOUR)])
  await takeDelivered(cache, [entry(1, { author: ADA }), entry(2)])
})

async function rows(): Promise<TimelineRow[]> {
  const shown = (row: { state: 'queued' | 'sending' | 'waiting' | 'failed' }) => ({
    state: row.state,
    canEdit: true,
  })
  return timelineRows(await readExcerpt(cache, HARBOUR), ADA, shown)
}
const kinds = async () => (await rows()).map(({ row }) => row)
const first = async () => (await rows())[0]
const waiting = async () => (await cache.outbox.toArray()).map(({ content }) => content)

test('an edit shows at once with what was said before, and the next one only changes it', async () => {
  await editPost(GUID, target, { chat: 'second' })
  await editPost(GUID, target, { chat: 'third' })
  expect(await first()).toMatchObject({ text: 'third', edited: { earlier: [{ text: 'post 1' }] } })
  expect(await waiting()).toEqual([{ kind: 'edit', target, chat: 'third' }])
  expect(await kinds()).toEqual(['post', 'post'])
})

test('an edit that is refused keeps its words, and the post says again what it said', async () => {
  const id = await editPost(GUID, target, { chat: 'too late' })
  await failPost(cache, id, 'ErrorPermission')
  expect(await first()).toMatchObject({
    text: 'post 1',
    failedEdit: { id, text: 'too late', reason: 'ErrorPermission' },
  })
})

test('an edit that says nothing, or too much, is not taken', async () => {
  await expect(editPost(GUID, target, { chat: ' ' })).rejects.toMatchObject({ code: 'InvalidArgument' })
  const long = 'a'.repeat(20_000)
  await expect(editPost(GUID, target, { chat: long })).rejects.toMatchObject({ code: 'LimitExceeded' })
  await editPost(GUID, target, { chat: long, story: { title: 'Long' } })
  expect(await first()).toMatchObject({ story: { title: 'Long' } })
})

test('a removal shows at once and can be called off', async () => {
  const removal = await removePost(GUID, target)
  expect(await first()).toMatchObject({ row: 'tombstone', gone: 'redacted', undo: removal })
  await undoRemoval(removal)
  expect(await first()).toMatchObject({ row: 'post', text: 'post 1' })
  expect(await waiting()).toEqual([])
})

test('a reaction is mine at once; taken back before it went out, nothing goes out', async () => {
  await react(GUID, target, { emoji: '👍', on: true })
  await react(GUID, target, { emoji: '👍', on: true })
  await react(GUID, target, { emoji: '🎉', on: true })
  expect(await first()).toMatchObject({
    reactions: [
      { emoji: '👍', count: 1, mine: true },
      { emoji: '🎉', count: 1, mine: true },
    ],
  })
  await react(GUID, target, { emoji: '👍', on: false })
  expect(await first()).toMatchObject({ reactions: [{ emoji: '🎉' }] })
  expect(await waiting()).toEqual([{ kind: 'react', target, emoji: '🎉', on: true }])
})

test('a pin shows at once; a refused one is only not there', async () => {
  await pin(GUID, target, true)
  expect(await first()).toMatchObject({ pinned: true })
  const [row] = await cache.outbox.toArray()
  await failPost(cache, row?.id ?? '', 'ErrorPermission')
  expect(await first()).not.toHaveProperty('pinned')
  expect(await waiting()).toEqual([])
})

test('an answer quotes what it answers, also from out of the window, and says when that is gone', async () => {
  await post(GUID, 'To you', { replyTo: { device: DEVICE, id: idOf(2) }, mentions: ['room'], alert: true })
  expect((await rows()).at(-1)).toMatchObject({
    row: 'pending',
    alert: true,
    replyTo: { quote: { seq: 2, text: 'post 2' } },
  })
  const answer = entry(3, { replyTo: target, mentions: [ADA] })
  await takeDelivered(cache, [answer])
  const { entries, ...read } = await readExcerpt(cache, HARBOUR)
  const quoted = entries.filter(({ seq }) => seq === 1)
  const [line] = timelineRows({ ...read, quoted, entries: entries.slice(2) }, ADA, () => ({
    state: 'queued',
    canEdit: true,
  }))
  expect(line).toMatchObject({ replyTo: { quote: { seq: 1, text: 'post 1' } }, mentions: [ADA] })
  await removePost(GUID, target)
  await takeDelivered(cache, [{ ...entry(1), id: idOf(1), kind: 'chat', hash: 'x', gone: 'redacted' }])
  expect((await rows())[2]).toMatchObject({ replyTo: { gone: true } })
})
