// The last post of a room is stored and nobody is told. No later one shows the gap, so the server has to find it.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { createLosingPool } from '../support/losing-pool.ts'
import type { Person } from '../support/person.ts'
import { TestApp } from '../support/start-app.ts'

const pool = createLosingPool()

const scene = conversation.extend('app', async ({ task: _task }, { onCleanup }) => {
  const app = await TestApp.start({ pool: pool.around })
  onCleanup(() => app.stop())
  return app
})

/** The next entries in the order of the log; what was late may come after what was not. */
async function hears(person: Person, count: number) {
  const heard = []
  for (let each = 0; each < count; each += 1) heard.push(await person.receives({}))
  return heard
    .map(({ seq, chat, authdisp }) => ({ seq: Number(seq), chat, authdisp }))
    .sort((one, other) => one.seq - other.seq)
}

scene(
  '[P14.5] I-09: what was stored and not announced is heard within ten seconds, once',
  async ({ ada, grace }) => {
    const said = ['Heard by all', 'Lost', 'Lost too', 'After the gap', 'The last']
    const authdisp = ada.account.displayName
    await ada.joins('Harbour')
    await grace.joins('Harbour')
    for (const [index, chat] of said.entries()) {
      pool.toLose = index % 3 === 0 ? 0 : 1
      await ada.posts(chat)
      expect(pool.toLose, 'what should be lost is').toBe(0)
    }

    const everything = said.map((chat, index) => ({ seq: index + 1, chat, authdisp }))
    expect(await hears(grace, said.length)).toEqual(everything)
    expect(await hears(ada, said.length)).toEqual(everything)
    await grace.hearsNothing()
  },
)

scene('[P14.5] I-09: whoever came later hears what was lost since then', async ({ ada, grace, linus }) => {
  await ada.joins('Harbour')
  pool.toLose = 1
  await ada.posts('Lost')
  const { head } = await grace.joins('Harbour')
  expect(head).toBe(1)
  pool.toLose = 1
  await ada.posts('Lost too')
  await linus.joins('Quay')

  expect(await hears(ada, 2)).toMatchObject([{ chat: 'Lost' }, { chat: 'Lost too' }])
  await linus.hearsNothing()
  const heard = await hears(grace, 1)
  expect(heard[0]?.chat).toMatch(/^Lost/)
})
