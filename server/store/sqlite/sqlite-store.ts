// The Store over one SQLite file and two threads.

import type { Log } from '../../logger.ts'
import type { AppendBatch, AppendResult } from '../append.ts'
import type { StoreFault } from '../fault.ts'
import { type JobName, jobs } from '../jobs/index.ts'
import { type Asked, indexed } from '../search/indexed.ts'
import type { Store } from '../store.ts'
import { threadDialect } from './auth-dialect.ts'
import { startThread, type ThreadClient } from './thread-client.ts'

export async function openSqliteStore(options: {
  file: string
  onBroken: (fault: StoreFault) => void
  log: Log
}): Promise<Store> {
  const writer = await startThread({ file: options.file, access: 'write' }, options.onBroken)
  const reader = await startThread({ file: options.file, access: 'read' }, options.onBroken)

  return indexed(
    {
      ...jobCallers(writer, reader),
      append: (batch: AppendBatch) => writer.send({ order: 'append', batch }) as Promise<AppendResult>,
      authDialect: threadDialect(writer),
      authDatabase: 'sqlite',
      async close() {
        await reader.close()
        await writer.close()
      },
    } as Asked,
    options.log,
  )
}

function jobCallers(writer: ThreadClient, reader: ThreadClient) {
  const names = Object.keys(jobs) as JobName[]
  return Object.fromEntries(
    names.map((name) => {
      const thread = jobs[name].access === 'read' ? reader : writer
      return [name, (args: unknown) => thread.send({ order: 'job', name, args })]
    }),
  )
}
