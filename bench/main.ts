// npm run bench: Backchat beside a bare Socket.IO broadcast, one after the other in the same run, on real
// sockets. Compare CPU per delivery and the ratios; rates depend on the machine and on what else it does.

import { startBackchat } from './backchat-target.ts'
import { startBare } from './bare-target.ts'
import { fanOut, memory, paced, tinyRooms } from './scenarios.ts'
import type { Target } from './target.ts'

const MEMBERS = Number(process.env.BENCH_MEMBERS ?? 1000)
const SECONDS = Number(process.env.BENCH_SECONDS ?? 4)
const ROOMS = 200

type Row = Record<string, string | number>

async function measure(start: () => Promise<Target>): Promise<Row> {
  const row: Row = {}
  await withTarget(start, async (target) => {
    row.server = target.name
    row['MiB per 1,000 connections'] = (await memory(target, MEMBERS)).mibPerThousand.toFixed(1)
  })
  await withTarget(start, async (target) => {
    const { deliveries, cpu, lost, posts, seconds } = await fanOut(target, {
      members: MEMBERS,
      outstanding: 16,
      seconds: SECONDS,
    })
    row[`µs CPU per delivery, room of ${MEMBERS}`] = ((cpu * 1e6) / deliveries).toFixed(2)
    row['deliveries per server-core-second'] = Math.round(deliveries / cpu)
    row['posts/s there'] = (posts / seconds).toFixed(0)
    row.lost = lost
  })
  await withTarget(start, async (target) => {
    const { p50Ms, p99Ms, cpuPerDeliveryUs } = await paced(target, {
      members: 200,
      perSecond: 20,
      seconds: SECONDS * 2,
    })
    row['200 × 20/s: p50 ms'] = p50Ms.toFixed(1)
    row['200 × 20/s: p99 ms'] = p99Ms.toFixed(1)
    row['200 × 20/s: µs CPU per delivery'] = cpuPerDeliveryUs.toFixed(1)
  })
  await withTarget(start, async (target) => {
    const { postsPerSecond, cpuPerPostMs } = await tinyRooms(target, { rooms: ROOMS, seconds: SECONDS })
    row[`posts/s, ${ROOMS} rooms × 5`] = Math.round(postsPerSecond)
    row['ms CPU per post there'] = cpuPerPostMs.toFixed(3)
  })
  return row
}

async function withTarget(
  start: () => Promise<Target>,
  run: (target: Target) => Promise<void>,
): Promise<void> {
  const target = await start()
  try {
    await run(target)
  } finally {
    await target.stop()
  }
}

const rows = [
  await measure(() => startBare(ROOMS)),
  await measure(() => startBackchat({ connections: Math.max(MEMBERS, ROOMS * 5), rooms: ROOMS })),
]

const [bare, ours] = rows
for (const name of Object.keys(ours ?? {})) {
  console.log(
    name.padEnd(44),
    String(bare?.[name] ?? '').padStart(16),
    String(ours?.[name] ?? '').padStart(16),
  )
}
console.log(
  '\nBackchat stores each post durably (SQLite, synchronous=FULL), checks its signature and records it for',
)
console.log(
  'compliance before it acknowledges; bare Socket.IO does none of that. Same run, same driver, same machine.',
)
