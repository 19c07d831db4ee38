// npm run bench:client: the real app in the system's Chromium against the real server, with a room of 100,000
// entries in its cache. Times are of this machine, from the click to the frame; compare runs of one machine only.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buildClientIfStale } from '../../scripts/build-client.ts'
import { fillHarbour } from './harbour.ts'
import {
  dragging,
  type Figures,
  pressing,
  type Rooms,
  starting,
  switching,
  typing,
  untilQuiet,
  wheeling,
} from './scenes.ts'
import { searching } from './searching.ts'
import { startServer } from './server-child.ts'
import { weighShell } from './shell.ts'
import { Visitor } from './visitor.ts'

const POSTS = Number(process.env.BENCH_POSTS ?? 100_000)
const TIMES = Number(process.env.BENCH_TIMES ?? 20)
const ONLY = process.env.BENCH_ONLY

await buildClientIfStale()
const shell = await weighShell(new URL('../../dist/', import.meta.url))
console.log(`the shell is ${(shell.gzipBytes / 1000).toFixed(1)} kB of JavaScript, gzipped`)
const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-bench-'))
const visitor = new Visitor()
const filled = await timed('the server is filled', () => fillHarbour(dataFolder, POSTS))
const server = await startServer(dataFolder)
try {
  const rooms = await settleIn()
  for (const rate of [1, 4]) {
    await visitor.throttles(rate)
    const at = `at ${rate}x: `
    await report(`${at}opening the room`, () => switching(visitor, rooms, TIMES))
    await report(`${at}wheel`, () => wheeling(visitor, rooms.big, 150))
    for (const key of ['PageUp', 'Home']) await report(`${at}${key}`, () => pressing(visitor, rooms.big, key))
    await report(`${at}scroll bar`, () => dragging(visitor, rooms.big, 20))
    await report(`${at}back to the newest`, backToNewest)
    await report(`${at}typing at 20 posts/s`, () => crowded(() => typing(visitor, rooms.big, 100)))
    rooms.newest.big = await newestKey(rooms.big)
  }
  await visitor.throttles(1)
  rooms.newest.big = await newestKey(rooms.big)
  await report('starting', () => starting(visitor, rooms, 7))
  server.stop()
  await report('starting offline', () => starting(visitor, rooms, 7))
  // What many posts have, what few have, what none has; what was found once would be shown from memory.
  for (const [rate, asked] of [
    [1, ['баржу', '1 berth', 'zeppelin']],
    [4, ['обеда', '2 berth', 'dirigible']],
  ] as const) {
    await visitor.throttles(rate)
    for (const words of asked)
      await report(`at ${rate}x: searching ${words}`, () => searching(visitor, words))
  }
} finally {
  server.stop()
  await visitor.leaves()
  rmSync(dataFolder, { recursive: true, force: true })
}

async function settleIn(): Promise<Rooms> {
  await visitor.opens(server.url)
  await visitor.signsIn()
  await visitor.follows('Kitchen')
  await untilQuiet(visitor, 1500)
  const newestSmall = await newestKey('Kitchen')
  await visitor.follows('Harbour')
  console.log('memory, one page of the room:', await visitor.weighs())
  await timed('the cache is filled', () => visitor.takesIn(filled.pages))
  await visitor.page.reload()
  await visitor.isConnected()
  await visitor.log('Harbour').waitFor()
  await backToNewest()
  await untilQuiet(visitor, 1500)
  const newestBig = await newestKey('Harbour')
  console.log('memory, the room open:', await visitor.weighs())
  return { big: 'Harbour', small: 'Kitchen', newest: { big: newestBig, small: newestSmall } }
}

async function newestKey(room: string): Promise<string> {
  await backToNewest()
  // Long enough in view to count as read, so that the next visit opens at the newest.
  await untilQuiet(visitor, 1500)
  const keys = await visitor
    .log(room)
    .locator('[data-key]')
    .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset.key ?? ''))
  return keys.at(-1) ?? ''
}

async function backToNewest(): Promise<Figures> {
  const button = visitor.page.getByRole('button', { name: /newest$| new$/ }).last()
  await untilQuiet(visitor)
  if (await button.isVisible()) await button.click()
  await untilQuiet(visitor)
  const { heapMib, nodes } = await visitor.weighs()
  return { 'heap MiB': Math.round(heapMib * 10) / 10, 'elements in the page': nodes }
}

async function crowded(work: () => Promise<Figures>): Promise<Figures> {
  const timer = setInterval(
    () => server.says({ room: filled.big, chat: `and another one at ${Date.now()}` }),
    50,
  )
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

async function timed<T>(what: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  const made = await work()
  console.log(`${what} in ${((performance.now() - began) / 1000).toFixed(1)} s`)
  return made
}

async function report(what: string, work: () => Promise<Figures>): Promise<void> {
  if (ONLY && !new RegExp(ONLY).test(what)) return
  const figures = await work()
  const words = Object.entries(figures).map(([name, value]) => `${name} ${value}`)
  console.log(what.padEnd(28), words.join(' · '))
}
