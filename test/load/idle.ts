// L-01: so many who are connected, in a room, and say nothing.

import { setTimeout as wait } from 'node:timers/promises'
import { removeData } from '../support/database.ts'
import { connectAll, furnishLoad, named, signInAll } from './crowd.ts'
import { type Heartbeat, startLoadServer } from './load-server.ts'

const CONNECTIONS_PER_PERSON = 30
const LOOK_EVERY_MS = 1_000

export type Idle = {
  /** Of the heap and what lies beside it, without garbage. */
  mibPerThousand: number
  /** The most that the process had from the kernel, garbage and all. */
  rssMiB: number
  /** While they were held, without garbage: what a leak would make grow. */
  grownMiB: number
  /** Of those by which they came; each is as large as a quarter of what a connection needs. */
  requestsKept: number
  lost: number
  longestStallMs: number
}

export async function holdIdle(options: {
  clients: number
  holdMs: number
  heartbeat?: Heartbeat
}): Promise<Idle> {
  const people = named('person', Math.ceil(options.clients / CONNECTIONS_PER_PERSON))
  const { dataFolder, uris } = await furnishLoad({ people, rooms: ['Harbour'] })
  const server = await startLoadServer(
    dataFolder,
    options.heartbeat ? { heartbeat: options.heartbeat } : undefined,
  )
  try {
    const members = await signInAll(server.url, people)
    const empty = await server.vitals('collected')
    const clients = await connectAll(server.url, members, options.clients)
    let lost = 0
    for (const client of clients) void client.ended.then(() => (lost += 1))
    for (const client of clients) await client.asksAgain('cmd:join', { room: uris[0] })

    const seen: { rssMiB: number; longestStallMs: number }[] = []
    const joined = await server.vitals('collected')
    await server.vitals()
    for (const until = performance.now() + options.holdMs; performance.now() < until; ) {
      await wait(LOOK_EVERY_MS)
      seen.push(await server.vitals())
    }
    const full = await server.vitals('collected')
    return {
      mibPerThousand: ((full.heldMiB - empty.heldMiB) / options.clients) * 1_000,
      rssMiB: Math.max(...seen.map(({ rssMiB }) => rssMiB)),
      grownMiB: full.heldMiB - joined.heldMiB,
      requestsKept: full.requestsKept ?? Number.NaN,
      lost,
      longestStallMs: Math.max(...seen.map(({ longestStallMs }) => longestStallMs)),
    }
  } finally {
    await server.end('SIGKILL')
    await removeData(dataFolder)
  }
}

export function describeIdle(seen: Idle): string {
  return [
    `${seen.rssMiB.toFixed(0)} MiB at most, ${seen.mibPerThousand.toFixed(1)} for 1,000`,
    `grown by ${seen.grownMiB.toFixed(1)} MiB while held`,
    `longest stall ${seen.longestStallMs.toFixed(0)} ms`,
  ].join(', ')
}
