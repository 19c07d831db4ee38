// What belongs to one person: markers that only grow, unread counts, the presence document, invitations.

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { UNREAD_CAP } from '#shared/limits.ts'
import { changeRoom } from '../support/room-changes.ts'
import { addCategory, addRoom, append, type Exam, newPost } from './examinee.ts'

const ADA = 'sip:ada@quay.example'
const BORIS = 'sip:boris@quay.example'

export function examinePersonal(exam: Exam): void {
  const newRoom = async () => {
    const categoryUri = await addCategory(exam.store, randomUUID())
    return (await addRoom(exam.store, randomUUID(), { categoryUri })).id
  }
  const standing = async (person: string, roomId: number) =>
    (await exam.store.standings({ person, roomIds: [roomId], withLast: true }))[0]

  describe('a marker', () => {
    test('stands at the head when a room is first met, and counts what comes after', async () => {
      const room = await newRoom()
      await append(exam.store, [newPost(room, { author: BORIS })])
      expect(await standing(ADA, room)).toMatchObject({ head: 1, read: 1, isMarked: false })
      await exam.store.placeMarkers({ person: ADA, roomIds: [room] })
      expect(await standing(ADA, room)).toMatchObject({ head: 1, read: 1, isMarked: true, unread: 0 })
      await append(exam.store, [newPost(room, { author: BORIS }), newPost(room, { author: ADA })])
      await exam.store.placeMarkers({ person: ADA, roomIds: [room] })
      expect(await standing(ADA, room)).toMatchObject({ head: 3, read: 1, unread: 1 })
    })

    test('only grows, never passes the head, and unread is what a plain count says', async () => {
      const room = await newRoom()
      const kinds = fc.constantFrom('chat', 'chat', 'react')
      const authors = fc.constantFrom(ADA, BORIS)
      const step = fc.oneof(
        fc.record({ act: fc.constant('post' as const), kind: kinds, author: authors }),
        fc.record({
          act: fc.constant('read' as const),
          seq: fc.integer({ min: 0, max: 60 }),
          generation: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
        }),
      )
      const log: { kind: string; author: string }[] = []
      let marker = { generation: 0, seq: 0 }
      await exam.store.placeMarkers({ person: ADA, roomIds: [room] })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
          for (const each of steps) {
            if (each.act === 'post') {
              await append(exam.store, [newPost(room, each)])
              log.push(each)
              continue
            }
            const before = marker
            const seq = Math.min(each.seq, log.length)
            const { generation = before.generation } = each
            const moved =
              generation > before.generation || (generation === before.generation && seq > before.seq)
            marker = moved ? { generation, seq } : before
            const unread = log
              .slice(marker.seq)
              .filter(({ kind, author }) => kind === 'chat' && author !== ADA).length
            const answer = await exam.store.markRead({ person: ADA, roomId: room, ...each })
            expect(answer).toEqual({ moved, ...marker, unread })
          }
        }),
        { numRuns: 12 },
      )
      expect(log.length).toBeGreaterThan(0)
    })

    test('ends the same in whatever order the devices speak', async () => {
      const rooms = [await newRoom(), await newRoom()]
      const posts = (room: number) => Array.from({ length: 9 }, () => newPost(room, { author: BORIS }))
      for (const room of rooms) {
        await exam.store.placeMarkers({ person: ADA, roomIds: [room] })
        await append(exam.store, posts(room))
      }
      const mark = fc.record({
        seq: fc.integer({ min: 0, max: 12 }),
        generation: fc.integer({ min: 0, max: 40 }),
      })
      const orders = fc
        .array(mark, { minLength: 2, maxLength: 6 })
        .chain((marks) =>
          fc.tuple(fc.constant(marks), fc.shuffledSubarray(marks, { minLength: marks.length })),
        )
      await fc.assert(
        fc.asyncProperty(orders, async (told) => {
          for (const [index, roomId] of rooms.entries())
            for (const each of told[index] ?? []) await exam.store.markRead({ person: ADA, roomId, ...each })
          const [one, other] = await Promise.all(rooms.map((room) => standing(ADA, room)))
          expect([one?.generation, one?.read]).toEqual([other?.generation, other?.read])
        }),
        { numRuns: 15 },
      )
    })

    test('counts to the cap and no further', async () => {
      const room = await newRoom()
      await exam.store.placeMarkers({ person: ADA, roomIds: [room] })
      const posts = Array.from({ length: UNREAD_CAP + 5 }, () => newPost(room, { author: BORIS }))
      await append(exam.store, posts.slice(0, UNREAD_CAP - 1))
      expect(await standing(ADA, room)).toMatchObject({ unread: UNREAD_CAP - 1 })
      await append(exam.store, posts.slice(UNREAD_CAP - 1))
      expect(await standing(ADA, room)).toMatchObject({ unread: UNREAD_CAP })
    })

    test('is one’s own', async () => {
      const room = await newRoom()
      for (const person of [ADA, BORIS]) await exam.store.placeMarkers({ person, roomIds: [room] })
      await append(exam.store, [newPost(room, { author: 'sip:chloe@quay.example' })])
      await exam.store.markRead({ person: ADA, roomId: room, seq: 1 })
      expect(await standing(ADA, room)).toMatchObject({ unread: 0 })
      expect(await standing(BORIS, room)).toMatchObject({ unread: 1 })
    })

    test('comes with the newest post that is still there', async () => {
      const room = await newRoom()
      expect((await standing(ADA, room))?.last).toBeUndefined()
      await append(exam.store, [newPost(room, { author: BORIS }), newPost(room, { kind: 'react' })])
      expect((await standing(ADA, room))?.last).toMatchObject({ seq: 1, author: BORIS })
    })
  })

  describe('the presence document', () => {
    const person = 'sip:elena@quay.example'

    test('has a version that counts its changes, and nothing else', async () => {
      expect(await exam.store.presence({ person })).toEqual({ instances: [], version: 0 })
      const set = (publish: string[], remove: string[] = []) =>
        exam.store.setPresence({ person, publish, remove })
      expect(await set(['b', 'a'])).toEqual({ instances: ['a', 'b'], version: 1, changed: true })
      expect(await set(['a'], ['nothing'])).toEqual({ instances: ['a', 'b'], version: 1, changed: false })
      expect(await set(['c'], ['a'])).toEqual({ instances: ['b', 'c'], version: 2, changed: true })
      const store = await exam.examinee.reopen()
      expect(await store.presence({ person })).toEqual({ instances: ['b', 'c'], version: 2 })
    })

    test('takes and lets go of five hundred rooms at once', async () => {
      const many = 'sip:hedda@quay.example'
      const names = Array.from({ length: 500 }, (_, index) => `room ${String(index).padStart(3, '0')}`)
      const all = await exam.store.setPresence({ person: many, publish: names, remove: [] })
      expect(all).toEqual({ instances: names, version: 1, changed: true })
      const none = await exam.store.setPresence({ person: many, publish: [], remove: names })
      expect(none).toEqual({ instances: [], version: 2, changed: true })
    })

    test('loses nothing when devices write at once', async () => {
      const busy = 'sip:freya@quay.example'
      const names = Array.from({ length: 20 }, (_, index) => `room ${String(index).padStart(2, '0')}`)
      await Promise.all(
        names.map((name) => exam.store.setPresence({ person: busy, publish: [name], remove: [] })),
      )
      expect(await exam.store.presence({ person: busy })).toEqual({ instances: names, version: 20 })
    })
  })

  describe('invitations', () => {
    const roles = (...member: string[]) => ({ member, manager: [], presenter: [] })
    const invited = async (person: string, after = 0) =>
      (await exam.store.invitations({ person, after })).map(({ inviteId, roomUri }) => [inviteId, roomUri])

    test('are numbered for each person, and asked for from one on', async () => {
      const guest = 'sip:guest@quay.example'
      const categoryUri = await addCategory(exam.store, randomUUID())
      const first = await addRoom(exam.store, randomUUID(), { categoryUri, roles: roles(guest, 'everyone') })
      const second = await addRoom(exam.store, randomUUID(), { categoryUri, roles: roles() })
      await changeRoom(exam.store, second.uri, { add: { member: [guest] }, at: 2 })
      expect(await invited(guest)).toEqual([
        [1, first.uri],
        [2, second.uri],
      ])
      expect(await invited(guest, 1)).toEqual([[2, second.uri]])
      await changeRoom(exam.store, second.uri, { remove: { member: [guest] }, at: 3 })
      await changeRoom(exam.store, second.uri, { add: { member: [guest] }, at: 4 })
      expect(await invited(guest)).toHaveLength(2)
    })

    test('are sent only where room and category invite', async () => {
      const guest = 'sip:quiet@quay.example'
      const inviting = await addCategory(exam.store, randomUUID())
      const silent = await addCategory(exam.store, randomUUID(), { invitations: false })
      await addRoom(exam.store, randomUUID(), { categoryUri: silent, roles: roles(guest) })
      await addRoom(exam.store, randomUUID(), {
        categoryUri: inviting,
        invitations: false,
        roles: roles(guest),
      })
      expect(await invited(guest)).toEqual([])
      const { uri } = await addRoom(exam.store, randomUUID(), { categoryUri: inviting, roles: roles(guest) })
      expect(await invited(guest)).toEqual([[1, uri]])
    })
  })
}
