// twice as many posts are offered as the server can store. What it does then is held against what it does at its best.

import { historyOf } from '../faults/history-of.ts'
import { breaches } from '../oracles/breaches.ts'
import { removeData } from '../support/database.ts'
import { connectAll, furnishLoad, named, signInAll } from './crowd.ts'
import { type LoadServer, startLoadServer } from './load-server.ts'
import { Offering } from './offering.ts'

const POSTERS = 24
const ROOMS = 4
const OUTSTANDING_EACH = 64

export type Goodput = {
  perSecond: number
  /** Of all threads of the server: what a post costs, refusing others included. A busy machine does not change it. */
  perCpuSecond: number
  refusals: number
}
export type Overload = { atBest: Goodput; overloaded: Goodput; afterwards: Goodput; breaches: string[] }

/** @param posts offered in the overload; the queue holds some 3,500 of so many people, half of them must be more */
export async function overload(posts: number): Promise<Overload> {
  const people = named('person', POSTERS)
  const { dataFolder, uris } = await furnishLoad({ people, rooms: named('Room ', ROOMS) })
  // What the archive does when there is time would be counted as work that was wasted.
  const server = await startLoadServer(dataFolder, { archives: 'when asked' })
  try {
    const posters = await gather(server, { people, uris })
    const busy = (poster: Offering) => poster.keepsBusy(OUTSTANDING_EACH)
    await during(server, { posters, posts: posts / 4, act: busy })
    const atBest = await during(server, { posters, posts: posts / 3, act: busy })
    const perSecond = (2 * atBest.perSecond) / POSTERS
    const overloaded = await during(server, { posters, posts, act: (poster) => poster.pours(perSecond) })
    const afterwards = await during(server, { posters, posts: posts / 3, act: busy })
    for (const { sealed, receipts } of posters)
      if (sealed.length !== receipts.size) throw new Error('A post was not answered.')
    await server.end('SIGTERM')
    return { atBest, overloaded, afterwards, breaches: breaches(await historyOf(dataFolder, posters)) }
  } finally {
    await server.end('SIGKILL')
    await removeData(dataFolder)
  }
}

async function gather(server: LoadServer, { people, uris }: { people: string[]; uris: string[] }) {
  const members = await signInAll(server.url, people)
  const clients = await connectAll(server.url, members, people.length)
  const posters: Offering[] = []
  for (const [index, member] of members.entries()) {
    const room = uris[index % uris.length] ?? ''
    const client = clients[index]
    await client?.ask('cmd:join', { room })
    if (client) posters.push(new Offering(client, member, room))
  }
  return posters
}

type Phase = { posters: Offering[]; posts: number; act: (poster: Offering) => Promise<void> }

async function during(server: LoadServer, { posters, posts, act }: Phase): Promise<Goodput> {
  const total = (of: (poster: Offering) => number) => posters.reduce((sum, poster) => sum + of(poster), 0)
  for (const poster of posters) poster.prepare(posts / posters.length)
  const before = { stored: total(({ receipts }) => receipts.size), refusals: total((each) => each.refusals) }
  const { cpuMs } = await server.vitals()
  const startedAt = performance.now()
  await Promise.all(posters.map(act))
  const tookMs = performance.now() - startedAt
  const stored = total(({ receipts }) => receipts.size) - before.stored
  const usedMs = (await server.vitals()).cpuMs - cpuMs
  return {
    perSecond: (stored / tookMs) * 1_000,
    perCpuSecond: (stored / usedMs) * 1_000,
    refusals: total((each) => each.refusals) - before.refusals,
  }
}

export function describeOverload({ atBest, overloaded, afterwards }: Overload): string {
  const each = Object.entries({ 'at best': atBest, 'when offered twice that': overloaded, afterwards })
  return each
    .map(([when, { perSecond, perCpuSecond, refusals }]) =>
      [
        `${when} ${perSecond.toFixed(0)} posts/s`,
        `${perCpuSecond.toFixed(0)} for each second of CPU`,
        `${refusals} envelopes told to come again`,
      ].join(', '),
    )
    .join('; ')
}
