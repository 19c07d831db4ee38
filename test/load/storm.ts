// L-04: the server is killed under everybody, and everybody comes back at once. What is measured is theirs: how long until
// all are live again, joined and caught up.

import type { Pace } from '../../server/gateway/admission.ts'
import { removeData } from '../support/database.ts'
import { CLIENTS_PER_ADDRESS, furnishOffice, type Member, named, signInAll } from './crowd.ts'
import { type LoadServer, startLoadServer, type Vitals } from './load-server.ts'
import { comeBack, type Place, type Return } from './returning.ts'

export type StormSize = {
  clients: number
  rooms: number
  followed: number
  /** Something was said in one room of so many, and so much. */
  quietRooms: number
  missed: number
  /** When it should be felt by fewer than it is made for. */
  pace?: Pace
}
export type Storm = {
  /** Of each client, since the server was there again. */
  liveAfterMs: number[]
  toldToWait: number
  /** Rooms in which a client was not given exactly what it missed. */
  gaps: number
  vitals: Vitals
  cpuMsPerClient: number
}

const CLIENTS_PER_PERSON = 15

export async function storm(size: StormSize): Promise<Storm> {
  const people = named('person', Math.ceil(size.clients / CLIENTS_PER_PERSON))
  const office = await furnishOffice({ people, rooms: size.rooms, each: size.followed })
  let server = await startLoadServer(office.dataFolder)
  try {
    const members = await signInAll(server.url, people)
    const places = settle(members, size, office.roomsOf)
    const before = await Promise.all(places.map((place) => comeBack(server.url, place)))
    const busy = office.uris.filter((_, index) => index % size.quietRooms === 0)
    await saySome({ members, roomsOf: office.roomsOf, before }, { uris: busy, missed: size.missed })
    await server.end('SIGKILL')
    await Promise.all(before.map(({ client }) => client.ended))
    server = await startLoadServer(office.dataFolder, {
      port: Number(new URL(server.url).port),
      ...(size.pace ? { pace: size.pace } : {}),
    })
    return await allReturn(server, places, { ...size, busy: new Set(busy) })
  } finally {
    await server.end('SIGKILL')
    await removeData(office.dataFolder)
  }
}

function settle(members: Member[], size: StormSize, roomsOf: (person: number) => string[]): Place[] {
  return Array.from({ length: size.clients }, (_, index) => {
    const person = index % members.length
    const member = members[person]
    if (!member) throw new Error('There are no people.')
    const from = `127.0.0.${2 + Math.floor(index / CLIENTS_PER_ADDRESS)}`
    return { member, from, known: new Map(roomsOf(person).map((room) => [room, 0])) }
  })
}

/** What everybody misses: it is said when they have joined, and they forget that they heard it. */
async function saySome(
  said: { members: Member[]; roomsOf: (person: number) => string[]; before: Return[] },
  { uris, missed }: { uris: string[]; missed: number },
): Promise<void> {
  const { members, roomsOf, before } = said
  const left = new Set(uris)
  for (const [person, member] of members.entries()) {
    const client = before[person]?.client
    for (const room of roomsOf(person).filter((each) => left.delete(each))) {
      const posts = Array.from({ length: missed }, (_, index) => member.seals(room, `missed ${index}`))
      for (const { resp } of (await client?.post(posts).replies) ?? [])
        if (resp.code !== 200) throw new Error(`A post was refused: ${resp.text}`)
    }
  }
}

async function allReturn(
  server: LoadServer,
  places: Place[],
  size: StormSize & { busy: Set<string> },
): Promise<Storm> {
  const { cpuMs } = await server.vitals()
  const startedAt = performance.now()
  const returns = await Promise.all(
    places.map(async (place) => {
      const back = await comeBack(server.url, place)
      return { ...back, afterMs: performance.now() - startedAt }
    }),
  )
  const vitals = await server.vitals()
  const wanted = Array.from({ length: size.missed }, (_, index) => index + 1).join()
  const gaps = returns.flatMap(({ caughtUp }) =>
    [...caughtUp].filter(([room, seqs]) => seqs.join() !== (size.busy.has(room) ? wanted : '')),
  )
  const rooms = returns.reduce((sum, { caughtUp }) => sum + caughtUp.size, 0)
  for (const { client } of returns) client.close()
  return {
    liveAfterMs: returns.map(({ afterMs }) => afterMs).toSorted((a, b) => a - b),
    toldToWait: returns.reduce((sum, back) => sum + back.toldToWait, 0),
    gaps: gaps.length + size.clients * size.followed - rooms,
    vitals,
    cpuMsPerClient: (vitals.cpuMs - cpuMs) / size.clients,
  }
}

export function describeStorm({ liveAfterMs, toldToWait, vitals, cpuMsPerClient }: Storm): string {
  const half = liveAfterMs[Math.floor(liveAfterMs.length / 2)] ?? 0
  const last = liveAfterMs.at(-1) ?? 0
  return [
    `half of ${liveAfterMs.length} live after ${(half / 1000).toFixed(1)} s, the last after ${(last / 1000).toFixed(1)} s`,
    `${toldToWait} told to wait`,
    `longest stall ${vitals.longestStallMs.toFixed(0)} ms`,
    `${cpuMsPerClient.toFixed(1)} ms of CPU for each`,
    `${vitals.rssMiB.toFixed(0)} MiB`,
  ].join(', ')
}
