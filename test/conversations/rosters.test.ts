// Who is in a room: told to those who are there, once per person, and no more when there are too many.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { UserNotJoined } from '../support/errors.ts'
import { Person } from '../support/person.ts'
import type { TestApp } from '../support/start-app.ts'

conversation(
  '[P10] [P10.1] those who are in a room hear who comes and goes',
  async ({ app, ada, grace, linus }) => {
    const room = await app.room('Harbour')
    await ada.joins('Harbour')
    await linus.joins('Bridge')

    const joined = await grace.joins('Harbour')
    expect(joined.participantCount).toBe(2)
    await ada.isTold('join', {
      room,
      participant: { uri: grace.uri, displayName: 'Grace Hopper', roles: [] },
      participantCount: 2,
    })
    await grace.seesNobody()

    await grace.parts('Harbour')
    await ada.isTold('part', { room, uri: grace.uri, participantCount: 1 })
    await grace.isRefused('part', { room }, UserNotJoined)

    await grace.joins('Harbour')
    await ada.isTold('join', { participant: { uri: grace.uri } })
    grace.leaves()
    await ada.isTold('part', { room, uri: grace.uri, participantCount: 1 })
    await ada.seesNobody()
    await linus.seesNobody()
  },
)

conversation(
  '[P9.2] [P10.3] [P5.5] a person counts once, however many connections are there',
  async ({ ada, grace }) => {
    const phone = grace.onAnotherDevice()
    await ada.joins('Harbour')
    await grace.joins('Harbour')
    await ada.isTold('join', { participant: { uri: grace.uri }, participantCount: 2 })

    expect(await phone.joins('Harbour')).toMatchObject({ participantCount: 2 })
    expect(await phone.joins('Harbour')).toMatchObject({ participantCount: 2 })
    grace.leaves()
    await ada.posts('Still with us?')
    await phone.receives({ chat: 'Still with us?' })
    await ada.seesNobody()

    await phone.parts('Harbour')
    await ada.isTold('part', { uri: grace.uri, participantCount: 1 })
  },
)

const CROWD = 76

/** Many people, each at a connection of their own. */
async function crowd(app: TestApp): Promise<Person[]> {
  const people: Person[] = []
  for (let number = 1; number <= CROWD; number += 1) {
    const account = {
      username: `sailor${number}`,
      displayName: `Sailor ${number}`,
      password: 'seventy-six sailors',
      admin: false,
    }
    await app.admin('user.add', account)
    people.push(new Person(app, account))
  }
  return people
}

conversation(
  '[P9.10] [P21.6] [P21.7] above 75 people the roster goes quiet, below 60 it speaks again',
  { timeout: 120_000 },
  async ({ app, ada }) => {
    const room = await app.room('Harbour')
    const sailors = await crowd(app)
    await ada.joins('Harbour')
    for (const sailor of sailors.slice(0, 74)) await sailor.joins('Harbour')
    for (let count = 2; count <= 75; count += 1) await ada.isTold('join', { participantCount: count })

    const last = await sailors[74]?.joins('Harbour')
    expect(last).toMatchObject({ participantCount: 76 })
    expect(last).not.toHaveProperty('participants')
    const { participants: everybody } = await ada.asks('getroster', { room })
    expect(everybody).toHaveLength(76)
    expect(everybody).toContainEqual(expect.objectContaining({ uri: ada.uri, state: 'online' }))
    await ada.asks('typing', { room })
    await sailors[0]?.hearsNothing()
    await ada.seesNobody()

    for (const sailor of sailors.slice(0, 16)) await sailor.parts('Harbour')
    await ada.seesNobody()
    await sailors[16]?.parts('Harbour')
    await sailors[17]?.parts('Harbour')
    await ada.isTold('part', { room, uri: sailors[17]?.uri, participantCount: 58 })
    const { participants } = await ada.joins('Harbour')
    expect(participants).toHaveLength(58)
    for (const sailor of sailors) sailor.leaves()
  },
)
