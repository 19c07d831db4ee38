// one person floods the posting queue over many connections. They are turned away and told when to come back,
// nothing of theirs is lost, and nobody else has to wait behind them.

import { afterEach, beforeEach, expect, test } from 'vitest'
import { removeData } from '../support/database.ts'
import { furnishLoad, type Member, signIn, ticketOf } from './crowd.ts'
import { type LoadServer, startLoadServer } from './load-server.ts'
import { WireClient } from './wire-client.ts'

const CONNECTIONS = 20
/** 5,120 posts, where the queue holds 4,096. */
const ENVELOPES_EACH = 4
const POSTS_EACH = 64

let dataFolder: string
let room: string
let server: LoadServer

beforeEach(async () => {
  const furnished = await furnishLoad({ people: ['mallory', 'grace'], rooms: ['Harbour'] })
  dataFolder = furnished.dataFolder
  room = furnished.uris[0] ?? ''
  server = await startLoadServer(dataFolder)
})
afterEach(async () => {
  await server.end('SIGKILL')
  await removeData(dataFolder)
})

async function enters(member: Member): Promise<WireClient> {
  const ticket = await ticketOf(server.url, member)
  const client = await WireClient.open(server.url, { ticket, deviceId: member.deviceId })
  await client.ask('cmd:join', { room })
  return client
}

function seqOf({ data }: { data?: unknown }): number {
  return (data as { seq: number }).seq
}

test('[P12.8] X-14: a flood of one person is answered with 503 and a time; the same sent again is taken, and others are not kept waiting', async () => {
  const mallory = await signIn(server.url, 'mallory')
  const grace = await signIn(server.url, 'grace')
  const gracesClient = await enters(grace)
  const clients: WireClient[] = []
  while (clients.length < CONNECTIONS) clients.push(await enters(mallory))
  const envelopes = clients.flatMap((client) =>
    Array.from({ length: ENVELOPES_EACH }, () => ({
      client,
      posts: Array.from({ length: POSTS_EACH }, () => mallory.seals(room, 'again and again')),
    })),
  )
  const question = grace.seals(room, 'May I?')

  const flood = envelopes.map(({ client, posts }) => client.post(posts))
  const asked = gracesClient.post([question])

  expect(await asked.ack, 'there is room for others').toEqual({ status: 200 })
  const acks = await Promise.all(flood.map(({ ack }) => ack))
  const taken = acks.filter(({ status }) => status === 200).length
  expect(taken, 'a part is taken').toBeGreaterThan(0)
  expect(taken, 'a part is turned away').toBeLessThan(flood.length)
  for (const ack of acks.filter(({ status }) => status !== 200))
    expect(ack).toEqual({ status: 503, retryAfterMs: expect.any(Number) })
  const [answer] = await asked.replies
  expect(answer?.resp.code).toBe(200)
  const ahead = answer ? seqOf(answer) - 1 : 0
  expect(ahead, 'nobody has to wait behind the whole flood').toBeLessThan((flood.length * POSTS_EACH) / 2)

  const seqs: number[] = []
  for (const [index, { client, posts }] of envelopes.entries()) {
    const first = flood[index]
    let sent = first && acks[index]?.status === 200 ? first : client.post(posts)
    while ((await sent.ack).status !== 200) sent = client.post(posts)
    for (const reply of await sent.replies) seqs.push(seqOf(reply))
  }
  const all = flood.length * POSTS_EACH + 1
  expect(new Set([...seqs, ahead + 1]).size, 'each post once').toBe(all)
  expect(Math.max(...seqs, ahead + 1)).toBe(all)
  console.log(
    `${taken} of ${flood.length} envelopes taken at once; the other person's post stood at ${ahead + 1}`,
  )
  for (const client of [...clients, gracesClient]) client.close()
})
