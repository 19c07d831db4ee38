// The Store over one SQLite file and two threads.

import type { Log } from '../../logger.ts'
import type { AppendBatch, AppendResult } from '../append.ts'
import type { StoreFault } from '../fault.ts'
import { type JobName, jobs } from '../jobs/index.ts'
import { type Asked, indexed } from '../search/indexed.ts'
import type { Store } from '../store.ts'
import { startThread, type ThreadClient } from '../thread/client.ts'
import { threadDialect } from './auth-dialect.ts'
import type { Order, ThreadOptions } from './wire.ts'

const THREAD = new URL('./thread.ts', import.meta.url)

export async function openSqliteStore(options: {
  file: string
  onBroken: (fault: StoreFault) => void
  log: Log
}): Promise<Store> {
  const start = (access: ThreadOptions['access'], opensAfter?: Promise<unknown>) => {
    const thread = {
      file: THREAD,
      data: { file: options.file, access },
      ...(opensAfter ? { opensAfter } : {}),
    }
    return startThread<Order>(thread, options.onBroken)
  }
  // The file may have to be made, mended or migrated first.
  const writing = start('write')
  const [writer, reader] = await Promise.all([writing, start('read', writing)])

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

function jobCallers(writer: ThreadClient<Order>, reader: ThreadClient<Order>) {
  const names = Object.keys(jobs) as JobName[]
  return Object.fromEntries(
    names.map((name) => {
      const thread = jobs[name].access === 'read' ? reader : writer
      return [name, (args: unknown) => thread.send({ order: 'job', name, args })]
    }),
  )
}
