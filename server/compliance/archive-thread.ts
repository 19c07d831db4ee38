// The thread with the archive.

import { workerData } from 'node:worker_threads'
import { createLogger, type LogLevel } from '../logger.ts'
import { openArchive } from '../store/archive/open-archive.ts'
import { sorted } from '../store/postgres/postgres-error.ts'
import { explained } from '../store/sqlite/opening.ts'
import { faultOf } from '../store/sqlite/sqlite-fault.ts'
import { serveThread } from '../store/thread/serve.ts'
import { type ArchiveOrder, archiveCalls } from './archive-calls.ts'

export type ArchiveThreadOptions = { place: { file: string } | { url: string }; logLevel: LogLevel }

const { place, logLevel } = workerData as ArchiveThreadOptions
const log = createLogger(logLevel).child({ part: 'archive' })
const isFile = 'file' in place

await serveThread<ArchiveOrder>(async () => {
  const db = await openArchive(isFile ? place : { ...place, log }).catch((error: unknown) => {
    throw isFile ? explained(error, place.file) : error
  })
  const ending = new AbortController()
  const world = { db, log, ending, busy: new Set<string>(), exports: new Map() }
  const underWay = new Set<Promise<unknown>>()
  return {
    obey({ name, args }) {
      const call = archiveCalls[name] as (from: typeof world, asked: unknown) => Promise<unknown>
      const asking = call(world, args).finally(() => underWay.delete(asking))
      underWay.add(asking)
      return asking
    },
    faultOf: (error) => faultOf(isFile ? error : sorted(error)),
    // The archive sees to the order of its own changes; a run of adapters lasts long, and others ask meanwhile.
    inTurn: false,
    async close() {
      ending.abort()
      await Promise.allSettled(underWay)
      await db.destroy()
    },
  }
})
