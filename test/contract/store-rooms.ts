// Rooms and categories: names of their own, roles, what is found, and an epoch that every change of rights raises.

import { beforeAll, describe, expect, test } from 'vitest'
import { changeRoom } from '../support/room-changes.ts'
import { addCategory, addRoom, type Exam } from './examinee.ts'

export function examineRooms(exam: Exam): void {
  let categoryUri: string

  beforeAll(async () => {
    categoryUri = await addCategory(exam.store, 'Port')
  })

  describe('a name', () => {
    test('is taken once, whatever its case, by room or category', async () => {
      await addRoom(exam.store, 'Ёлка', { categoryUri })
      for (const name of ['Ёлка', 'ёЛКА', 'елка', 'PORT'])
        await expect(addRoom(exam.store, name, { categoryUri })).rejects.toMatchObject({
          code: 'DuplicateRoomName',
        })
      for (const name of ['port', 'ЕЛКА'])
        await expect(addCategory(exam.store, name)).rejects.toMatchObject({ code: 'DuplicateRoomName' })
      await expect(addRoom(exam.store, 'Ёлка 2', { categoryUri })).resolves.toBeDefined()
    })

    test('can be changed to a free one and to itself, never to another’s; the address stays', async () => {
      const { uri } = await addRoom(exam.store, 'Slip', { categoryUri })
      const rename = (text: string) => changeRoom(exam.store, uri, { name: text })
      await expect(rename('Port')).rejects.toMatchObject({ code: 'DuplicateRoomName' })
      await rename('SLIP')
      await rename('Slipway')
      expect(await exam.store.roomUriByName({ nameFolded: 'slipway' })).toBe(uri)
      expect(await exam.store.roomUriByName({ nameFolded: 'slip' })).toBeUndefined()
    })

    test('taken by two at once belongs to one', async () => {
      const both = await Promise.allSettled([1, 2].map(() => addRoom(exam.store, 'Race', { categoryUri })))
      expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    })
  })

  describe('rights', () => {
    test('are read whole, as of one epoch', async () => {
      const roles = { member: ['everyone'], manager: ['sip:ada@quay.example'] }
      const { uri } = await addRoom(exam.store, 'Rights', { categoryUri, roles })
      expect(await exam.store.roomAccess({ uri })).toMatchObject({
        room: { uri, name: 'Rights', privacy: 'open', type: 'normal', disabled: false },
        category: { name: 'Port', chatHistory: true },
        scope: { allow: ['everyone'], deny: ['sip:eve@quay.example'], creator: [] },
        roles: { ...roles, presenter: [] },
        aclEpoch: await exam.store.aclEpoch({}),
      })
      expect(await exam.store.roomAccess({ uri: 'ma-chan://quay.example/none' })).toBeUndefined()
    })

    test('raise the epoch with every change, and answer with it', async () => {
      const { uri } = await addRoom(exam.store, 'Epoch', { categoryUri })
      const before = await exam.store.aclEpoch({})
      const changes = [
        () => changeRoom(exam.store, uri, { add: { member: ['sip:ada@quay.example'] }, at: 1 }),
        () => changeRoom(exam.store, uri, { remove: { member: ['sip:ada@quay.example'] }, at: 1 }),
        () => changeRoom(exam.store, uri, { privacy: 'secret', disabled: true, at: 1 }),
      ]
      for (const [index, change] of changes.entries()) {
        expect(await change()).toBe(before + index + 1)
        expect(await exam.store.aclEpoch({})).toBe(before + index + 1)
      }
      expect((await exam.store.roomAccess({ uri }))?.room).toMatchObject({
        privacy: 'secret',
        disabled: true,
      })
    })

    test('stay as they are when a change is refused', async () => {
      const { uri } = await addRoom(exam.store, 'Refused', { categoryUri })
      const before = await exam.store.roomAccess({ uri })
      const name = 'Port'
      const add = { member: ['sip:ada@quay.example'] }
      await expect(changeRoom(exam.store, uri, { name, add, at: 1 })).rejects.toThrow()
      expect(await exam.store.roomAccess({ uri })).toEqual(before)
    })

    test('given twice are given once', async () => {
      const { uri } = await addRoom(exam.store, 'Twice', {
        categoryUri,
        roles: { member: ['everyone', 'everyone'] },
      })
      await changeRoom(exam.store, uri, { add: { member: ['everyone'] }, at: 1 })
      expect((await exam.store.roomAccess({ uri }))?.roles.member).toEqual(['everyone'])
    })
  })

  describe('finding', () => {
    const find = async (terms: string[], options: { all?: boolean; inDescription?: boolean } = {}) => {
      const { all = true, inDescription = true } = options
      const rooms = await exam.store.roomsMatching({ terms, all, inDescription, after: '', limit: 50 })
      return rooms.map(({ nameFolded }) => nameFolded)
    }

    beforeAll(async () => {
      await addRoom(exam.store, 'Find North Berth', { categoryUri, description: 'Pilots and tugs' })
      await addRoom(exam.store, 'Find South Berth', { categoryUri, description: '100% tugs_only' })
      const { uri } = await addRoom(exam.store, 'Find Closed Berth', { categoryUri })
      await changeRoom(exam.store, uri, { disabled: true, at: 1 })
    })

    test('goes by all words or any, in the name or the description too, and leaves out what is disabled', async () => {
      expect(await find(['find', 'berth'])).toEqual(['find north berth', 'find south berth'])
      expect(await find(['north', 'pilots'])).toEqual(['find north berth'])
      expect(await find(['north', 'pilots'], { inDescription: false })).toEqual([])
      expect(await find(['north', 'south'], { all: false })).toEqual(['find north berth', 'find south berth'])
    })

    test('takes signs of the pattern language as themselves', async () => {
      expect(await find(['100%'])).toEqual(['find south berth'])
      expect(await find(['s_o'])).toEqual(['find south berth'])
      expect(await find(['t_gs'])).toEqual([])
      expect(await find(['\\'])).toEqual([])
    })

    test('goes on after a name', async () => {
      const page = (after: string) =>
        exam.store.roomsMatching({ terms: ['find'], all: true, inDescription: false, after, limit: 1 })
      const [first] = await page('')
      const [second] = await page(first?.nameFolded ?? '')
      expect([first?.nameFolded, second?.nameFolded]).toEqual(['find north berth', 'find south berth'])
      expect(await page(second?.nameFolded ?? '')).toEqual([])
    })
  })

  test('rooms by role are those of any of one’s principals, without the disabled', async () => {
    const me = 'sip:george@quay.example'
    const mine = await addRoom(exam.store, 'Mine', { categoryUri, roles: { member: [me, 'group:crew'] } })
    await addRoom(exam.store, 'Managed', { categoryUri, roles: { manager: [me] } })
    const gone = await addRoom(exam.store, 'Gone', { categoryUri, roles: { member: [me] } })
    await changeRoom(exam.store, gone.uri, { disabled: true, at: 1 })
    const rooms = await exam.store.roomsByRole({ role: 'member', principals: [me, 'group:crew'] })
    expect(rooms).toEqual([mine.uri])
  })
}
