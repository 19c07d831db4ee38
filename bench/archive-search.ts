// npm run bench -- archive-search: finding in the archive, and letting go of what is in it, on each database.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { silentLog } from '../server/logger.ts'
import { type ArchiveDb, type ArchivePlace, openArchive } from '../server/store/archive/open-archive.ts'
import { letGoDue } from '../server/store/archive/retention.ts'
import { setRetention } from '../server/store/archive/retention-rules.ts'
import { type ArchiveQuestion, countInArchive, searchArchive } from '../server/store/archive/search.ts'
import { type Incoming, takeEvents } from '../server/store/archive/take.ts'
import type { Database } from './database.ts'
import { median } from './scenarios.ts'
import { createTalk, type Talk } from './search-talk.ts'

const EVENTS = Number(process.env.BENCH_EVENTS ?? 100_000)
const AT_ONCE = 250
const ROOMS = 500
const PEOPLE = 2_000
const TIMES = 20
const BETWEEN_MS = 1_000
/** Of words: said in very many events, in many, in some, in few. */
const RANKS = [1, 3, 150, 5_000]

export async function measureArchiveSearch(database: Database | undefined): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'backchat-bench-'))
  try {
    await measureOn('SQLite', { file: join(folder, 'archive.sqlite') })
  } finally {
    rmSync(folder, { recursive: true })
  }
  if (database) await measureOn('PostgreSQL', { url: await database.create(), log: silentLog })
}

const say = (what: string, value: number) => console.log(`| ${what} | ${value.toPrecision(3)} |`)

async function measureOn(name: string, place: ArchivePlace): Promise<void> {
  const db = await openArchive(place)
  try {
    const talk = createTalk(50_000)
    console.log(`\n| the archive on ${name}, ${EVENTS.toLocaleString('en')} events | |\n| --- | --: |`)
    await fill(db, talk)
    await saySearches(db, talk)
    await setRetention(db, { scope: { of: 'pool' }, keepMs: 0 })
    const due = { at: (BETWEEN_MS * EVENTS) / 2, by: 'sip:pool@q', limit: EVENTS }
    say('events let go a second', await perSecond(EVENTS / 2, () => letGoDue(db, due)))
    say('a sweep of what nothing is due of, ms', 1e3 / (await perSecond(1, () => letGoDue(db, due))))
  } finally {
    await db.destroy()
  }
}

async function perSecond(count: number, work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now()
  await work()
  return (count / (performance.now() - startedAt)) * 1_000
}

async function fill(db: ArchiveDb, talk: Talk): Promise<void> {
  for (let from = 0; from < EVENTS; from += AT_ONCE) {
    const count = Math.min(AT_ONCE, EVENTS - from)
    await takeEvents(
      db,
      'bench',
      Array.from({ length: count }, (_, at) => eventAt(from + at, talk)),
    )
  }
}

function eventAt(source: number, talk: Talk): Incoming {
  const room = { uri: roomAt(source * 7), name: `Room ${source % ROOMS}`, category: 'Bench', logged: true }
  const signed = JSON.stringify({ v: 1, kind: 'chat', author: personAt(source), chat: talk.post() })
  return {
    ...{ source, at: source * BETWEEN_MS, kind: source % 10 === 0 ? 'backchat' : 'chat', seq: source },
    room: { ...room, description: '', privacy: 'open', type: 'normal' },
    person: { uri: personAt(source * 13), name: 'Somebody' },
    ...{ device: 'device', post: `post ${source}`, body: JSON.stringify({ signed, sig: 'x'.repeat(86) }) },
  }
}

const roomAt = (at: number) => `ma-chan://bench/${at % ROOMS}`
const personAt = (at: number) => `sip:${at % PEOPLE}@bench`

async function saySearches(db: ArchiveDb, talk: Talk): Promise<void> {
  const middle = (EVENTS * BETWEEN_MS) / 2
  const hour = { from: middle, to: middle + 3_600_000 }
  const asked: [string, (at: number) => Omit<ArchiveQuestion, 'limit'>][] = [
    ['everything', () => ({})],
    ['a room', (at) => ({ room: roomAt(at) })],
    ['an hour long ago', () => hour],
    ['a person in an hour long ago', (at) => ({ person: personAt(at), ...hour })],
    ['what people searched', () => ({ kinds: ['backchat'] })],
    ['what never happened', () => ({ kinds: ['purge'] })],
    ...RANKS.map((rank): (typeof asked)[number] => [`word ${rank}`, () => ({ words: talk.word(rank) })]),
    ['two words of many', (at) => ({ words: `${talk.word(40 + at)} ${talk.word(41 + at)}` })],
    ['the commonest by one person', (at) => ({ words: talk.word(1), person: personAt(at) })],
    ['a phrase', (at) => ({ words: `"${talk.word(at)} ${talk.word(at + 2)}"` })],
  ]
  for (const [name, question] of asked) {
    say(`${name}: a page, p50 ms`, await p50((at) => searchArchive(db, { ...question(at), limit: 50 })))
    say(`${name}: how many, p50 ms`, await p50((at) => countInArchive(db, { ...question(at), limit: 50 })))
  }
}

async function p50(ask: (time: number) => Promise<unknown>): Promise<number> {
  const took: number[] = []
  for (let time = 0; time < TIMES; time += 1) {
    const startedAt = performance.now()
    await ask(time)
    took.push(performance.now() - startedAt)
  }
  return median(took)
}
