// People with their accounts, devices, the keys of the pool and small facts: each added once, changed whole.

import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { addPerson, type Exam, NOW } from './examinee.ts'

export function examineIdentity(exam: Exam): void {
  describe('a person', () => {
    test('is added with an account, found by both, and changed', async () => {
      const uri = await addPerson(exam.store, 'ada')
      const person = await exam.store.person({ uri })
      expect(person).toMatchObject({
        uri,
        username: 'ada',
        displayName: 'ADA',
        admin: false,
        disabled: false,
      })
      expect(await exam.store.personByAuthUser({ authUser: person?.authUser ?? '' })).toEqual(person)
      await exam.store.changeAccount({ uri, displayName: 'Ada', admin: true, disabled: true, at: NOW })
      expect(await exam.store.person({ uri })).toEqual({
        ...person,
        displayName: 'Ada',
        admin: true,
        disabled: true,
      })
    })

    test('whose name is taken leaves nothing behind', async () => {
      await addPerson(exam.store, 'boris')
      const people = await exam.store.countPeople({})
      await expect(addPerson(exam.store, 'boris')).rejects.toMatchObject({ code: 'DataCollision' })
      expect(await exam.store.countPeople({})).toBe(people)
      await addPerson(exam.store, 'chloe')
      expect((await exam.store.people({})).map(({ username }) => username)).toEqual(['ada', 'boris', 'chloe'])
    })

    test('that is unknown cannot be changed', async () => {
      const change = { uri: 'sip:nobody@quay.example', admin: true, at: NOW }
      await expect(exam.store.changeAccount(change)).rejects.toMatchObject({ code: 'NoSuchPrincipal' })
    })

    test('is found by exactly what it is called, among any number who are called nearly so', async () => {
      const li = await addPerson(exam.store, 'li')
      for (const near of ['lia', 'lin', 'ali']) await addPerson(exam.store, near)
      await exam.store.changeAccount({ uri: li, displayName: 'Ли Ён', at: NOW })
      const group = { principal: 'group:Li', name: 'Li', nameFolded: 'li', people: [], at: NOW }
      await exam.store.addGroup(group)
      const ask = (...names: string[]) => exam.store.principalsCalled({ names })
      const person = { uri: li, name: 'Ли Ён', by: ['li', 'ли ен', 'li@quay.example'] }
      expect(await ask('li')).toEqual([person, { uri: 'group:Li', name: 'Li', by: ['li'] }])
      for (const name of person.by.slice(1)) expect(await ask(name)).toEqual([person])
      expect(await ask('l', 'LI', "li' or 1=1")).toEqual([])
      expect(await ask(...Array.from({ length: 1_200 }, (_, at) => `n${at}`), 'li')).toHaveLength(2)
      await exam.store.changeAccount({ uri: li, disabled: true, at: NOW })
      expect(await ask('ли ен')).toEqual([])
    })

    test('is offered only among those who are asked for', async () => {
      const [mia, miles] = [await addPerson(exam.store, 'mia'), await addPerson(exam.store, 'miles')]
      const question = { text: 'mi', offset: 0, limit: 10 }
      const offered = async (among?: string[]) =>
        (await exam.store.principalsMatching({ ...question, ...(among ? { among } : {}) })).map(
          ({ uri }) => uri,
        )
      expect(await offered()).toEqual([mia, miles])
      expect(await offered([miles, 'group:none'])).toEqual([miles])
      expect(await offered([])).toEqual([])
    })

    test('raises the epoch of rights when changed, and loses the sessions when disabled', async () => {
      const uri = await addPerson(exam.store, 'daniel')
      const epoch = await exam.store.aclEpoch({})
      expect(await exam.store.changeAccount({ uri, displayName: 'D', at: NOW })).toEqual({
        sessionsEnded: false,
      })
      expect(await exam.store.changeAccount({ uri, disabled: true, at: NOW })).toEqual({
        sessionsEnded: true,
      })
      expect(await exam.store.changeAccount({ uri, passwordHash: 'x', at: NOW })).toEqual({
        sessionsEnded: true,
      })
      expect(await exam.store.aclEpoch({})).toBe(epoch + 3)
    })
  })

  describe('a device', () => {
    test('belongs to who enrolled its key first', async () => {
      const [owner, other] = [await addPerson(exam.store, 'elena'), await addPerson(exam.store, 'freya')]
      const device = { publicKey: 'key-1', name: 'a browser', dtlsFingerprint: null, at: NOW }
      const first = await exam.store.enrolDevice({ ...device, id: randomUUID(), person: owner })
      expect(first).toMatchObject({ person: owner, publicKey: 'key-1', retired: false })
      for (const person of [owner, other])
        expect(await exam.store.enrolDevice({ ...device, id: randomUUID(), person })).toEqual(first)
      expect(await exam.store.device({ id: first.id })).toEqual(first)
      const second = await exam.store.enrolDevice({
        ...device,
        publicKey: 'key-2',
        id: randomUUID(),
        person: other,
      })
      expect(second).toMatchObject({ person: other })
      expect(await exam.store.device({ id: randomUUID() })).toBeUndefined()
    })
  })

  describe('what several nodes make at once', () => {
    test('is the fact of the first', async () => {
      const made = await Promise.all(
        ['a', 'b', 'c'].map((value) => exam.store.ensureMeta({ key: 'secret', value })),
      )
      expect(new Set(made).size).toBe(1)
      const store = await exam.examinee.reopen()
      expect(await store.ensureMeta({ key: 'secret', value: 'd' })).toBe(made[0])
      expect(await store.meta({ key: 'secret' })).toBe(made[0])
      expect(await store.meta({ key: 'nothing' })).toBeUndefined()
    })

    test('are the keys of the first', async () => {
      const key = (kid: string) => ({ kid, publicKey: kid, privateKey: kid, state: 'current' as const })
      const made = await Promise.all(
        ['k1', 'k2', 'k3'].map((kid) => exam.store.ensurePoolKeys({ keys: [key(kid)], at: NOW })),
      )
      expect(made[0]).toHaveLength(1)
      expect(made[1]).toEqual(made[0])
      expect(await exam.store.poolKeys({})).toEqual(made[2])
    })
  })
}
