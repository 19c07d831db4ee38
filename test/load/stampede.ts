// F10: everybody in a room asks for its history in the same moment, while somebody else talks in another room.

import { removeData } from '../support/database.ts'
import { fillRoom, openFolder } from '../support/furnish.ts'
import { connectAll, furnishLoad, named, signInAll, ticketOf } from './crowd.ts'
import { startLoadServer, type Vitals } from './load-server.ts'
import { WireClient } from './wire-client.ts'

const CONNECTIONS_PER_PERSON = 30
const POSTS = 300
const PAGE = 50

export type Stampede = {
  /** How many entries each was given. */
  given: number[]
  tookMs: number
  pagesRead: number
  vitals: Vitals
  /** How long each of the other's posts took meanwhile. */
  postMs: number[]
}

export async function stampede(clients: number): Promise<Stampede> {
  const people = named('person', Math.ceil(clients / CONNECTIONS_PER_PERSON))
  const { dataFolder, uris } = await furnishLoad({ people: [...people, 'talker'], rooms: ['Asked', 'Other'] })
  const [asked = '', other = ''] = uris
  const services = await openFolder(dataFolder)
  await fillRoom(services, { room: asked, username: 'talker', posts: POSTS })
  await services.close()
  const server = await startLoadServer(dataFolder)
  try {
    const [talker, ...members] = await signInAll(server.url, ['talker', ...people])
    if (!talker) throw new Error('Nobody talks.')
    const crowd = await connectAll(server.url, members, clients)
    await Promise.all(crowd.map((client) => client.asksAgain('cmd:join', { room: asked })))
    const talking = await WireClient.open(server.url, {
      ticket: await ticketOf(server.url, talker),
      deviceId: talker.deviceId,
    })
    await talking.ask('cmd:join', { room: other })
    const before = await server.vitals()

    const startedAt = performance.now()
    const question = { room: asked, last: { count: PAGE } }
    const answers = Promise.all(crowd.map((client) => client.asksAgain('cmd:bccontext', question)))
    const isAnswered = { yes: false }
    const postMs = talkWhile(
      () => !isAnswered.yes,
      talking,
      () => talker.seals(other, 'meanwhile'),
    )
    const given = (await answers).map(({ entries }) => (entries as unknown[]).length)
    isAnswered.yes = true
    const tookMs = performance.now() - startedAt
    const vitals = await server.vitals()
    const seen = { given, tookMs, pagesRead: vitals.pagesRead - before.pagesRead, vitals }
    return { ...seen, postMs: await postMs }
  } finally {
    await server.end('SIGKILL')
    await removeData(dataFolder)
  }
}

async function talkWhile(goOn: () => boolean, client: WireClient, seal: () => unknown): Promise<number[]> {
  const took: number[] = []
  do {
    const startedAt = performance.now()
    const [reply] = await client.post([seal()]).replies
    if (reply?.resp.code !== 200) throw new Error(`A post was refused: ${reply?.resp.text}`)
    took.push(performance.now() - startedAt)
  } while (goOn())
  return took
}

export function describeStampede({ given, tookMs, pagesRead, vitals, postMs }: Stampede): string {
  return [
    `${given.length} answered in ${tookMs.toFixed(0)} ms with ${pagesRead} queries`,
    `longest stall ${vitals.longestStallMs.toFixed(0)} ms`,
    `${postMs.length} posts meanwhile, the slowest in ${Math.max(...postMs).toFixed(0)} ms`,
  ].join(', ')
}
