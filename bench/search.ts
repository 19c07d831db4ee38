// npm run bench -- search: finding posts among a million and rooms among thousands, on each database: rights, rows,
// snippets and the record of the read included, the socket not.

import * as v from 'valibot'
import { bcsearch } from '#shared/commands/bcsearch.ts'
import { chansrch } from '#shared/commands/chansrch.ts'
import { getassociations } from '#shared/commands/getassociations.ts'
import { usrsrch } from '#shared/commands/usrsrch.ts'
import type { Database } from './database.ts'
import { addPeople, addRooms, fill, type House, openHouse } from './full-house.ts'
import { median } from './scenarios.ts'

const POSTS = Number(process.env.BENCH_POSTS ?? 1_000_000)
const ROOMS = Number(process.env.BENCH_ROOMS ?? 5_000)
const PEOPLE = Number(process.env.BENCH_PEOPLE ?? 20_000)
const TIMES = 40
/** Ranks of words, from those in every third post to those in a few. */
const RANKS = [3, 150, 5_000, 40_000]

export async function measureSearch(database: Database | undefined): Promise<void> {
  await measureOn('SQLite', undefined)
  if (database) await measureOn('PostgreSQL', await database.create())
}

async function measureOn(name: string, databaseUrl: string | undefined): Promise<void> {
  const house = await openHouse(databaseUrl)
  try {
    await addPeople(house, PEOPLE)
    const rooms = await addRooms(house, ROOMS)
    const seconds = await fill(house, rooms, POSTS)
    await house.channel.recorder.switch('on')
    console.log(`\n| ${name}, ${POSTS.toLocaleString('en')} posts | |\n| --- | --: |`)
    say('µs per post, while filling it, 64 a commit', (seconds * 1e6) / POSTS)
    await sayAll(house)
  } finally {
    await house.stop()
  }
}

const say = (what: string, value: number) => console.log(`| ${what} | ${value.toPrecision(3)} |`)

async function sayAll(house: House): Promise<void> {
  const { talk } = house
  const word = (at: number) => talk.word((RANKS[at % RANKS.length] ?? 0) + at)
  const posts = (data: object) => search(house, data)
  say('bcsearch, a word: p50 ms', await p50((at) => posts({ criteria: word(at) })))
  say('bcsearch, part of a word: p50 ms', await p50((at) => posts({ criteria: word(at).slice(1, 6) })))
  say(
    'bcsearch, two words, both: p50 ms',
    await p50((at) => posts({ criteria: `${word(at)} ${word(at + 1)}`, matchAll: true })),
  )
  say('bcsearch, the commonest word: p50 ms', await p50(() => posts({ criteria: talk.word(0) })))
  say('bcsearch, a phrase: p50 ms', await p50((at) => posts({ criteria: `"${word(at)} ${talk.word(1)}"` })))
  const rooms = (criteria: string) =>
    house.channel.search.rooms(house.ada, v.parse(chansrch.data, { criteria }))
  say(
    `chansrch among ${ROOMS.toLocaleString('en')} rooms: p50 ms`,
    await p50((at) => rooms(word(at).slice(0, 4))),
  )
  const people = (criteria: string) => house.channel.people.find(v.parse(usrsrch.data, { criteria }))
  say(
    `usrsrch among ${PEOPLE.toLocaleString('en')} people: p50 ms`,
    await p50((at) => people(`person ${at * 37}`)),
  )
  const { role } = v.parse(getassociations.data, { role: 'member' })
  say('getassociations: p50 ms', await p50(() => house.channel.rooms.associations(house.ada, role)))
}

function search({ channel, ada }: House, data: object): Promise<unknown> {
  return channel.postSearch.posts(ada, v.parse(bcsearch.data, data))
}

async function p50(ask: (time: number) => Promise<unknown>): Promise<number> {
  await ask(0)
  const took: number[] = []
  for (let time = 0; time < TIMES; time += 1) {
    const startedAt = performance.now()
    await ask(time)
    took.push(performance.now() - startedAt)
  }
  return median(took)
}
