// some stop reading and do not say so, as phones in tunnels do. They may cost the server a little memory for a little
// while; then they are dropped and catch up by seq. Nobody else notices anything.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { removeData } from '../support/database.ts'
import { connectAll, furnishLoad, type Member, named, signInAll, ticketOf } from './crowd.ts'
import { type LoadServer, startLoadServer } from './load-server.ts'
import { WireClient } from './wire-client.ts'

const STUCK = 3
const READERS = 2
/** 15 kB each: a hundred megabytes together, far more than all budgets and the kernel's own buffers. */
const ROUNDS_MAX = 220
const POSTS_AT_ONCE = 32
const LARGE = 'x'.repeat(15_000)
const STUCK_READER_MIB = 20
const PAGE = 200
const LOOK_EVERY_ROUNDS = 4

let dataFolder: string
let room: string
let server: LoadServer
let members: Member[]

beforeEach(async () => {
  const people = named('person', 1 + STUCK + READERS)
  const furnished = await furnishLoad({ people, rooms: ['Harbour'] })
  dataFolder = furnished.dataFolder
  room = furnished.uris[0] ?? ''
  server = await startLoadServer(dataFolder)
  members = await signInAll(server.url, people)
})
afterEach(async () => {
  await server.end('SIGKILL')
  await removeData(dataFolder)
})

async function resyncs(): Promise<number> {
  const page = await (await fetch(`${server.url}/metrics`)).text()
  return Number(/^backchat_resyncs_total (\d+)$/m.exec(page)?.[1])
}

type Watched = { client: WireClient; heard: number[] }

function watch(client: WireClient): Watched {
  const heard: number[] = []
  client.onEntry = ({ seq }) => heard.push(seq)
  return { client, heard }
}

/** Posts by the round until it is enough; how much memory the server held at most, and how long the rounds took. */
async function talk(
  poster: { client: WireClient; member: Member },
  isEnough: (round: number) => Promise<boolean>,
) {
  const roundMs: number[] = []
  let heldMiB = 0
  for (let round = 0; !(await isEnough(round)); round += 1) {
    const startedAt = performance.now()
    const posts = Array.from({ length: POSTS_AT_ONCE }, () =>
      poster.client.post([poster.member.seals(room, LARGE)]),
    )
    for (const { replies } of posts) for (const { resp } of await replies) expect(resp.code).toBe(200)
    roundMs.push(performance.now() - startedAt)
    if (round % LOOK_EVERY_ROUNDS === 0)
      heldMiB = Math.max(heldMiB, (await server.vitals('collected')).heldMiB)
  }
  return { roundMs, heldMiB, posted: roundMs.length * POSTS_AT_ONCE }
}

function median(numbers: number[]): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0
}

test('X-13: three who stop reading cost little, are dropped, and catch up; the others hear everything in time', async () => {
  const [poster, ...audience] = await connectAll(server.url, members, members.length)
  const member = members[0]
  if (!poster || !member) throw new Error('Nobody posts.')
  for (const client of [poster, ...audience]) await client.ask('cmd:join', { room })
  const watched = audience.map(watch)
  const [stuck, readers] = [watched.slice(0, STUCK), watched.slice(STUCK)]

  const before = await talk({ client: poster, member }, async (round) => round === 9)
  expect(await resyncs(), 'whoever reads is not dropped').toBe(0)
  for (const { client } of stuck) client.stopsReading()
  const during = await talk(
    { client: poster, member },
    async (round) => round >= ROUNDS_MAX || (await resyncs()) === STUCK,
  )

  expect(await resyncs(), 'all who stopped are dropped').toBe(STUCK)
  const each = (during.heldMiB - before.heldMiB) / STUCK
  console.log(
    `${each.toFixed(1)} MiB for each who stopped; rounds took ${median(before.roundMs).toFixed(0)} ms before and ${median(during.roundMs).toFixed(0)} ms meanwhile`,
  )
  expect(each).toBeLessThan(STUCK_READER_MIB)
  expect(median(during.roundMs)).toBeLessThan(3 * median(before.roundMs) + 100)
  const head = before.posted + during.posted
  const all = Array.from({ length: head }, (_, index) => index + 1)
  for (const { heard } of readers) await expect.poll(() => heard.length).toBe(head)
  for (const { heard } of readers) expect(heard).toEqual(all)

  for (const [index, { client, heard }] of stuck.entries()) {
    client.close()
    const again = members[index + 1]
    if (again) expect([...heard, ...(await catchUp(again, heard.at(-1) ?? 0))]).toEqual(all)
  }
})

async function catchUp(member: Member, from: number): Promise<number[]> {
  const auth = { ticket: await ticketOf(server.url, member), deviceId: member.deviceId }
  const client = await WireClient.open(server.url, auth)
  const seqs: number[] = []
  for (let isComplete = false; !isComplete; ) {
    const after = { seq: seqs.at(-1) ?? from, count: PAGE }
    const page = await client.ask('cmd:bccontext', { room, after })
    seqs.push(...(page.entries as { seq: number }[]).map(({ seq }) => seq))
    isComplete = page.complete === true
  }
  client.close()
  return seqs
}
