// The load shapes. Each says what the server's CPU went into: seconds of its time over units of its work.

import { setTimeout as wait } from 'node:timers/promises'
import type { Client, Heard, Target } from './target.ts'
import { TEXT } from './text.ts'

const CONNECTS_AT_ONCE = 25
const SETTLE_MS = 3_000
const POSTS_IN_PAGE = 30
/** As the app does. */
const ROOMS_AT_ONCE = 4

export type FanOut = { deliveries: number; posts: number; seconds: number; cpu: number; lost: number }
export type Paced = { p50Ms: number; p99Ms: number; cpuPerDeliveryUs: number; lost: number }
export type TinyRooms = { postsPerSecond: number; cpuPerPostMs: number }
export type Memory = { mibPerThousand: number; cpuPerConnectionMs: number }

export async function connectMany(
  target: Target,
  count: number,
  heardBy: (index: number) => Heard,
): Promise<Client[]> {
  const clients: Client[] = []
  while (clients.length < count) {
    const batch = Math.min(CONNECTS_AT_ONCE, count - clients.length)
    const from = clients.length
    clients.push(
      ...(await Promise.all(
        Array.from({ length: batch }, (_, index) => target.connect(heardBy(from + index))),
      )),
    )
  }
  return clients
}

/** One room of `members`; `outstanding` posts are always waiting for their acknowledgement. */
export async function fanOut(
  target: Target,
  options: { members: number; outstanding: number; seconds: number },
): Promise<FanOut> {
  const room = target.rooms[0] ?? ''
  let deliveries = 0
  const clients = await connectMany(target, options.members, () => (posts) => {
    deliveries += posts
  })
  for (const client of clients) await client.join(room)
  let posts = 0
  const cpuBefore = target.cpu()
  const startedAt = performance.now()
  const until = startedAt + options.seconds * 1000
  const authors = clients.slice(0, options.outstanding)
  await Promise.all(
    authors.map(async (author) => {
      while (performance.now() < until) {
        await author.post(room, TEXT)
        posts += 1
      }
    }),
  )
  await quiet(() => deliveries === posts * clients.length)
  const cpu = target.cpu() - cpuBefore
  const seconds = (performance.now() - startedAt) / 1000
  for (const client of clients) client.close()
  return { deliveries, posts, seconds, cpu, lost: posts * clients.length - deliveries }
}

/** One room of `members`, `perSecond` posts a second: how late is each copy, and what does one cost? */
export async function paced(
  target: Target,
  options: { members: number; perSecond: number; seconds: number },
): Promise<Paced> {
  const room = target.rooms[0] ?? ''
  const delays: number[] = []
  const clients = await connectMany(target, options.members, () => (_, texts) => {
    for (const text of texts()) delays.push(performance.now() - Number(text.slice(0, text.indexOf(' '))))
  })
  for (const client of clients) await client.join(room)
  const cpuBefore = target.cpu()
  const sent: Promise<void>[] = []
  const total = options.perSecond * options.seconds
  for (let index = 0; index < total; index += 1) {
    const author = clients[index % clients.length]
    if (author) sent.push(author.post(room, `${performance.now()} ${TEXT}`))
    await wait(1000 / options.perSecond)
  }
  await Promise.all(sent)
  await quiet(() => delays.length === total * clients.length)
  const cpu = target.cpu() - cpuBefore
  for (const client of clients) client.close()
  delays.sort((a, b) => a - b)
  const at = (share: number) => delays[Math.floor(delays.length * share)] ?? Number.NaN
  return {
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuPerDeliveryUs: (cpu * 1e6) / delays.length,
    lost: total * clients.length - delays.length,
  }
}

/** `rooms` rooms of five, one post outstanding in each. */
export async function tinyRooms(
  target: Target,
  options: { rooms: number; seconds: number },
): Promise<TinyRooms> {
  const clients = await connectMany(target, options.rooms * 5, () => () => {})
  for (const [index, client] of clients.entries())
    await client.join(target.rooms[Math.floor(index / 5)] ?? '')
  let posts = 0
  const cpuBefore = target.cpu()
  const startedAt = performance.now()
  const until = startedAt + options.seconds * 1000
  await Promise.all(
    target.rooms.slice(0, options.rooms).map(async (room, index) => {
      while (performance.now() < until) {
        await clients[index * 5]?.post(room, TEXT)
        posts += 1
      }
    }),
  )
  const cpu = target.cpu() - cpuBefore
  const seconds = (performance.now() - startedAt) / 1000
  for (const client of clients) client.close()
  return { postsPerSecond: posts / seconds, cpuPerPostMs: (cpu * 1000) / posts }
}

/** What connections add to the server, each of them joined to one room. */
export async function memory(target: Target, connections: number): Promise<Memory> {
  const room = target.rooms[0] ?? ''
  await wait(SETTLE_MS)
  const before = target.residentMiB()
  const cpuBefore = target.cpu()
  const clients = await connectMany(target, connections, () => () => {})
  for (const client of clients) await client.join(room)
  const cpu = target.cpu() - cpuBefore
  await wait(SETTLE_MS)
  const after = target.residentMiB()
  for (const client of clients) client.close()
  return {
    mibPerThousand: ((after - before) * 1000) / connections,
    cpuPerConnectionMs: (cpu * 1000) / connections,
  }
}

export type History = { againMs: number; firstMs: number; cpuPerPageMs: number }

/** The newest fifty of a long room, with the read recorded: asked again, and first after the room has grown. */
export async function history(target: Target, times: number): Promise<History> {
  const room = target.rooms[0] ?? ''
  const [reader] = await connectMany(target, 1, () => () => {})
  await reader?.join(room)
  const ask = async () => {
    const startedAt = performance.now()
    await reader?.newest?.(room, 50)
    return performance.now() - startedAt
  }
  await ask()
  const again: number[] = []
  const cpuBefore = target.cpu()
  for (let round = 0; round < times; round += 1) again.push(await ask())
  const cpu = target.cpu() - cpuBefore
  const first: number[] = []
  for (let round = 0; round < times; round += 1) {
    await reader?.post(room, TEXT)
    first.push(await ask())
  }
  reader?.close()
  return { againMs: median(again), firstMs: median(first), cpuPerPageMs: (cpu * 1000) / times }
}

/** The sequence of PROTOCOL.md's P4 to P11 from the ticket on, with these rooms followed; the password is another matter. */
export async function signingIn(target: Target, followed: number, times: number): Promise<{ cpuMs: number }> {
  const rooms = target.rooms.slice(0, followed)
  const [first] = await connectMany(target, 1, () => () => {})
  const publish = rooms.map((instance) => ({ name: 'roomSetting', instance }))
  await first?.ask?.('setpresence', { publish })
  for (const room of rooms) {
    await first?.join(room)
    await Promise.all(Array.from({ length: POSTS_IN_PAGE }, async () => await first?.post(room, TEXT)))
  }
  first?.close()
  await wait(SETTLE_MS)
  const cpuBefore = target.cpu()
  for (let time = 0; time < times; time += 1) {
    const client = await target.connect(() => {})
    for (const role of ['member', 'manager']) await client.ask?.('getassociations', { role })
    for (const command of ['getserverinfo', 'getpresence']) await client.ask?.(command, {})
    await client.ask?.('bjoin', { rooms })
    const queue = [...rooms]
    const catchUp = async () => {
      for (let room = queue.shift(); room !== undefined; room = queue.shift())
        await client.newest?.(room, POSTS_IN_PAGE)
    }
    await Promise.all(Array.from({ length: ROOMS_AT_ONCE }, catchUp))
    await client.ask?.('getinv', { inviteId: 0 })
    client.close()
  }
  return { cpuMs: ((target.cpu() - cpuBefore) * 1000) / times }
}

export function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Waits until everything sent has arrived, or ten seconds. */
async function quiet(isDone: () => boolean): Promise<void> {
  for (let round = 0; round < 200 && !isDone(); round += 1) await wait(50)
}
