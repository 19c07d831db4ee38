// npm run bench -- archive: from the queue into the archive, out of it as XML, and the proof of it all, on each database:
// events for each second of CPU, and the memory it takes.

import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Archive } from '../server/compliance/archive-calls.ts'
import { openArchiveThread } from '../server/compliance/open-archive-thread.ts'
import { posted } from '../server/compliance/record.ts'
import { type Compliance, createCompliance } from '../server/compliance/service.ts'
import { silentLog } from '../server/logger.ts'
import { openStore } from '../server/store/open-store.ts'
import type { Store } from '../server/store/store.ts'
import type { Database } from './database.ts'
import { AUTHOR, sealOne } from './step.ts'

const EVENTS = Number(process.env.BENCH_EVENTS ?? 1_000_000)
/** Tells of itself. */
const SWITCHED_ON = 1
const EVENTS_AT_ONCE = 500
const ROOMS = 200

const onBroken = (fault: Error) => {
  throw fault
}

export async function measureArchive(database: Database | undefined): Promise<void> {
  await measureOn('SQLite', undefined)
  if (database) await measureOn('PostgreSQL', await database.create())
}

async function measureOn(name: string, databaseUrl: string | undefined): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'backchat-bench-'))
  const store = await openStore({ dataFolder: folder, databaseUrl, onBroken })
  const place = databaseUrl === undefined ? { file: join(folder, 'archive.sqlite') } : { url: databaseUrl }
  const archive = await openArchiveThread({ place, logLevel: 'silent' }, onBroken)
  const { privateKey, publicKey } = generateKeyPairSync('ed25519')
  const { x = '' } = publicKey.export({ format: 'jwk' })
  const compliance = createCompliance({
    ...{ store, archive, pool: 'localhost', holder: 'bench', life: 'bench', isAlone: true, now: Date.now },
    log: silentLog,
    sign: async (bytes) => ({ kid: 'k', sig: sign(null, bytes, privateKey).toString('base64url') }),
    keys: async () => ({ k: x }),
  })
  try {
    await fill(store)
    console.log(
      `\n| ${name}, ${EVENTS.toLocaleString('en')} events | µs CPU each | events/s | MiB at most |\n| --- | --: | --: | --: |`,
    )
    await sayAll(compliance, archive, join(folder, 'written'))
  } finally {
    await compliance.stop()
    await archive.close()
    await store.close()
    rmSync(folder, { recursive: true })
  }
}

async function sayAll(compliance: Compliance, archive: Archive, folder: string): Promise<void> {
  const all = EVENTS + SWITCHED_ON
  await say('into the archive', () => compliance.settle())
  const adapter = { name: 'xml', format: 'xml', options: '{}', folder, since: 'beginning' as const }
  await compliance.addAdapter(adapter)
  await say('out of it as XML', async () => {
    const { results } = await compliance.run()
    if (results?.[0]?.events !== all) throw new Error(`XML took ${JSON.stringify(results)}.`)
  })
  await say('found by its words', async () => {
    let isMore = true
    while (isMore) isMore = await archive.indexSome()
  })
  await say('proving it', async () => {
    const { events, findings } = await compliance.verify()
    if (events !== all || findings.length > 0) throw new Error('The archive is not whole.')
  })
}

async function say(what: string, work: () => Promise<unknown>): Promise<void> {
  let most = 0
  const watching = setInterval(() => {
    most = Math.max(most, process.memoryUsage.rss())
  }, 100)
  const before = process.cpuUsage()
  const startedAt = performance.now()
  await work()
  const seconds = (performance.now() - startedAt) / 1000
  const { user, system } = process.cpuUsage(before)
  clearInterval(watching)
  const numbers = [(user + system) / EVENTS, EVENTS / seconds, most / 2 ** 20]
  console.log(`| ${what} | ${numbers.map((each) => each.toPrecision(3)).join(' | ')} |`)
}

/** Posts of about the usual length, over many rooms. */
async function fill(store: Store): Promise<void> {
  await store.setCompliance({ to: 'on', at: 0 })
  const { sealed } = sealOne()
  for (let done = 0; done < EVENTS; done += EVENTS_AT_ONCE) {
    const events = Array.from({ length: EVENTS_AT_ONCE }, (_, at) => {
      const room = `ma-chan://localhost/room-${(done + at) % ROOMS}`
      const post = { room, author: AUTHOR, device: 'device', id: randomUUID(), kind: 'chat', ...sealed }
      return { ...posted(post), at: Date.now(), seq: done + at }
    })
    await store.record({ events })
  }
}
