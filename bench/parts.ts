// The parts of the bench: which server each needs, what it measures, and what the numbers are called.

import { measureIdle, measureStorm } from './crowds.ts'
import { fanOut, history, memory, paced, signingIn, tinyRooms } from './scenarios.ts'
import type { Row } from './table.ts'
import type { Need, Start, Target } from './target.ts'

export type Part = {
  name: string
  ofBare: boolean
  ofPostgres: boolean
  measure(start: Start, seconds: number): Promise<Row>
}

const ROOMS = 200
const PER_ROOM = 5
const CONNECTIONS = 2_000
const PAST_POSTS = 100_000
const PAGES = 100
const ALL_ROOMS = 5_000
const FOLLOWED = 50
const SIGN_INS = 100
const MS = 1_000
const US = 1_000_000

export const parts: Part[] = [
  {
    ...{ name: 'memory', ofBare: true, ofPostgres: false },
    measure: (start) => on(start, { connections: CONNECTIONS, rooms: 1 }, measureMemory),
  },
  fanOutOf(1_000),
  fanOutOf(2_000),
  {
    ...{ name: 'paced', ofBare: true, ofPostgres: true },
    measure: (start, seconds) =>
      on(start, { connections: 200, rooms: 1 }, (target) => measurePaced(target, 2 * seconds)),
  },
  {
    ...{ name: 'rooms', ofBare: true, ofPostgres: true },
    measure: (start, seconds) =>
      on(start, { connections: ROOMS * PER_ROOM, rooms: ROOMS }, (target) => measureRooms(target, seconds)),
  },
  { ...{ name: 'recording', ofBare: false, ofPostgres: true }, measure: measureRecording },
  {
    ...{ name: 'history', ofBare: false, ofPostgres: true },
    measure: (start) => on(start, { connections: 1, rooms: 1, history: PAST_POSTS }, measureHistory),
  },
  {
    ...{ name: 'sign-in', ofBare: false, ofPostgres: true },
    measure: (start) => on(start, { connections: 1, rooms: ALL_ROOMS }, measureSignIn),
  },
  { ...{ name: 'idle', ofBare: false, ofPostgres: false }, measure: measureIdle },
  { ...{ name: 'storm', ofBare: false, ofPostgres: false }, measure: measureStorm },
]

function fanOutOf(members: number): Part {
  const label = `room of ${members.toLocaleString('en')}`
  return {
    ...{ name: `room-${members}`, ofBare: true, ofPostgres: true },
    measure: (start, seconds) =>
      on(start, { connections: members, rooms: 1 }, async (target) => {
        const { deliveries, cpu, lost, posts, ...took } = await fanOut(target, {
          ...{ members, seconds, outstanding: 16 },
        })
        return {
          [`${label}: µs CPU per delivery`]: (cpu * US) / deliveries,
          [`${label}: deliveries per core-second`]: Math.round(deliveries / cpu),
          [`${label}: posts/s`]: posts / took.seconds,
          [`${label}: lost`]: lost,
        }
      }),
  }
}

async function measureMemory(target: Target): Promise<Row> {
  const { mibPerThousand, cpuPerConnectionMs } = await memory(target, CONNECTIONS)
  return {
    [`MiB per 1,000 joined connections (of ${CONNECTIONS.toLocaleString('en')})`]: mibPerThousand,
    'ms CPU per connection, sign-in excepted, joined': cpuPerConnectionMs,
  }
}

async function measurePaced(target: Target, seconds: number): Promise<Row> {
  const result = await paced(target, { members: 200, perSecond: 20, seconds })
  return {
    '200 members, 20 posts/s: p50 ms': result.p50Ms,
    '200 members, 20 posts/s: p99 ms': result.p99Ms,
    '200 members, 20 posts/s: µs CPU per delivery': result.cpuPerDeliveryUs,
    '200 members, 20 posts/s: lost': result.lost,
  }
}

async function measureRooms(target: Target, seconds: number): Promise<Row> {
  const { postsPerSecond, cpuPerPostMs } = await tinyRooms(target, { rooms: ROOMS, seconds })
  return {
    [`${ROOMS} rooms × ${PER_ROOM}: posts/s`]: postsPerSecond,
    [`${ROOMS} rooms × ${PER_ROOM}: ms CPU per post`]: cpuPerPostMs,
    [`${ROOMS} rooms × ${PER_ROOM}: posts per core-second`]: MS / cpuPerPostMs,
  }
}

/** Each way twice, in turns: what is compared is some per cent, and a machine has its moods. */
async function measureRecording(start: Start, seconds: number): Promise<Row> {
  const perSecond = { on: 0, off: 0 }
  const need = { connections: ROOMS * PER_ROOM, rooms: ROOMS }
  for (const recording of ['on', 'off', 'off', 'on'] as const)
    perSecond[recording] += await on(start, { ...need, recording }, async (target) => {
      const { postsPerSecond } = await tinyRooms(target, { rooms: ROOMS, seconds })
      return postsPerSecond / 2
    })
  return {
    'posts/s, recorded': perSecond.on,
    'posts/s, not recorded': perSecond.off,
    'recorded, % of not recorded': (perSecond.on / perSecond.off) * 100,
  }
}

async function measureHistory(target: Target): Promise<Row> {
  const { againMs, firstMs, cpuPerPageMs } = await history(target, PAGES)
  const label = `newest 50 of ${PAST_POSTS.toLocaleString('en')}`
  return {
    [`${label}, asked again: p50 ms`]: againMs,
    [`${label}, asked after a post: p50 ms`]: firstMs,
    [`${label}, asked again: ms CPU`]: cpuPerPageMs,
  }
}

async function measureSignIn(target: Target): Promise<Row> {
  const { cpuMs } = await signingIn(target, FOLLOWED, SIGN_INS)
  return { [`sign-in, ${FOLLOWED} of ${ALL_ROOMS.toLocaleString('en')} rooms followed: ms CPU`]: cpuMs }
}

async function on<Measured>(
  start: Start,
  need: Need,
  measure: (target: Target) => Promise<Measured>,
): Promise<Measured> {
  const target = await start(need)
  try {
    return await measure(target)
  } finally {
    await target.stop()
  }
}
