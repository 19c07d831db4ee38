// Rights that come and go in every way there is, while somebody talks without a pause: from the moment that an act is done, whoever
// lost the room hears nothing more of it and has nothing accepted, and whoever has it again hears everything.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import type { Person } from '../support/person.ts'
import { seededRandom } from '../support/seeded-random.ts'
import type { TestApp } from '../support/start-app.ts'

const ROUNDS = process.env.SOAK_MINUTES === undefined ? 10 : 100

type Way = {
  takes(app: TestApp, room: string): Promise<unknown>
  gives(app: TestApp, room: string): Promise<unknown>
}

const act = (name: string, args: object) => (app: TestApp, room: string) =>
  app.admin(name, { ...args, ...(name === 'room.set' ? { room } : {}) })

const ways: Record<string, Way> = {
  'the list of members': {
    takes: act('room.set', { remove: { member: ['group:Crew'] } }),
    gives: act('room.set', { add: { member: ['group:Crew'] } }),
  },
  'the group': {
    takes: act('group.set', { group: 'Crew', remove: ['grace'] }),
    gives: act('group.set', { group: 'Crew', add: ['grace'] }),
  },
  'the scope of the category': {
    takes: act('category.set', { category: 'Port', add: { deny: ['grace'] } }),
    gives: act('category.set', { category: 'Port', remove: { deny: ['grace'] } }),
  },
  'a disabled room': {
    takes: act('room.set', { disabled: true }),
    gives: act('room.set', { disabled: false }),
  },
  'a room that moves': {
    takes: act('room.set', { category: 'Yard' }),
    gives: async (app, room) => {
      await act('room.set', { category: 'Port' })(app, room)
      await act('room.set', { add: { member: ['group:Crew'] } })(app, room)
    },
  },
}

conversation(
  '[P10.2] [P18.2] [P18.10] nothing is heard and nothing accepted once the right is gone',
  { timeout: 600_000 },
  async ({ app, ada, grace }) => {
    const random = seededRandom()
    console.log(`SEED=${random.seed}`)
    await app.admin('group.add', { name: 'Crew', people: ['grace'] })
    await app.admin('category.add', { name: 'Yard', deny: ['group:Crew', 'grace'] })
    const room = await app.opensRoom('Bridge', { privacy: 'closed', members: [ada.uri, 'group:Crew'] })
    for (let round = 0; round < ROUNDS; round += 1) {
      const [name, way] = Object.entries(ways)[random.below(Object.keys(ways).length)] ?? []
      if (!name || !way) throw new Error('There is no way.')
      await goesThrough({ app, ada, grace, room }, { name, way })
    }
  },
)

type Stage = { app: TestApp; ada: Person; grace: Person; room: string }

async function goesThrough({ app, ada, grace, room }: Stage, { name, way }: { name: string; way: Way }) {
  for (const person of [ada, grace]) await person.joins(room)
  const talk = talks(ada, grace, room)
  await talk.goesOn()
  await way.takes(app, room)
  const { stored } = await talk.endsSoon()

  expect(
    stored.filter(({ by }) => by === grace.uri),
    `accepted after ${name}`,
  ).toEqual([])
  await grace.asks('getserverinfo')
  const heard = new Set(grace.connection.entries.peek().map(({ seq }) => Number(seq)))
  expect(
    stored.filter(({ seq }) => heard.has(seq)),
    `heard after ${name}`,
  ).toEqual([])
  expect((await grace.connection.ask('cmd:bccontext', { room, last: {} })).resp.code).not.toBe(200)
  expect((await grace.connection.ask('cmd:join', { room })).resp.code).not.toBe(200)

  await way.gives(app, room)
  for (const person of [ada, grace]) {
    await person.joins(room)
    for (const inbox of [person.connection.entries, person.connection.notices]) inbox.clear()
  }
  await ada.posts('Welcome back')
  await grace.receives({ chat: 'Welcome back' })
}

/** Both post without a pause; what is refused is no fault here. */
function talks(ada: Person, grace: Person, room: string) {
  let state: 'on' | 'done' | 'over' = 'on'
  let said = 0
  const stored: { by: string; seq: number }[] = []
  const speak = async (person: Person) => {
    while (state !== 'over') {
      const isAfter = state === 'done'
      said += 1
      const chat = `word ${said}`
      const post = { room, author: person.uri, device: person.deviceId, chat }
      const [reply] = await person.connection.post([person.key.seal(post)])
      if (isAfter && reply?.resp.code === 200)
        stored.push({ by: person.uri, seq: Number((reply.data as { seq: number }).seq) })
    }
  }
  const both = [speak(ada), speak(grace)]
  return {
    goesOn: () => expect.poll(() => said).toBeGreaterThan(4),
    /** Goes on a little, and tells what was stored of what was sent from now on. */
    async endsSoon() {
      state = 'done'
      const before = said
      await expect.poll(() => said).toBeGreaterThan(before + 6)
      state = 'over'
      await Promise.all(both)
      return { stored }
    },
  }
}
