// The main thread's end of a database thread: orders out, promises back.

import { Worker } from 'node:worker_threads'
import { XccosError } from '#shared/errors.ts'
import { StoreFault } from '../fault.ts'
import { UnusableDatabase } from '../unusable.ts'
import type { Answer, Go, Opened } from './wire.ts'

type Waiting = { resolve: (value: unknown) => void; reject: (error: Error) => void }

export type ThreadClient<Order> = { send(order: Order): Promise<unknown>; close(): Promise<void> }

type Thread = {
  file: URL
  /** What it finds as its `workerData`. */
  data: unknown
  /** It reads its code meanwhile, which takes longer than opening. */
  opensAfter?: Promise<unknown>
}

export async function startThread<Order extends { order: string }>(
  thread: Thread,
  onBroken: (fault: StoreFault) => void,
): Promise<ThreadClient<Order>> {
  const worker = new Worker(thread.file, { workerData: thread.data })
  const waiting = new Map<number, Waiting>()
  let lastId = 0
  let closing = false

  await opened(worker, thread.opensAfter)
  worker.on('message', (message: Answer) => settle(waiting, message, onBroken))
  worker.on('error', (error) => fail(error.message))
  worker.on('exit', () => fail('The database thread ended.'))

  function fail(message: string): void {
    if (closing) return
    const fault = new StoreFault('broken', message)
    for (const { reject } of waiting.values()) reject(fault)
    waiting.clear()
    onBroken(fault)
  }

  function send(order: Order | { order: 'close' }): Promise<unknown> {
    if (closing && order.order !== 'close')
      return Promise.reject(new StoreFault('closed', 'The store is closed.'))
    lastId += 1
    const id = lastId
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject })
      worker.postMessage({ id, ...order })
    })
  }

  return {
    send,
    async close() {
      if (closing) return
      closing = true
      await send({ order: 'close' })
      await worker.terminate()
    },
  }
}

/** Under `node --watch` Node itself speaks on this port too, of the files it loads. */
function opened(worker: Worker, opensAfter: Promise<unknown> = Promise.resolve()): Promise<void> {
  return new Promise((resolve, reject) => {
    opensAfter.then(
      () => worker.postMessage({ open: true } satisfies Go),
      (error: unknown) => void worker.terminate().then(() => reject(error)),
    )
    worker.on('message', (message: Opened | Record<string, unknown>) => {
      if (message.opened === true) resolve()
      if (message.opened === false) {
        const Kind = message.isUnusable === true ? UnusableDatabase : Error
        reject(new Kind(String(message.message)))
      }
    })
    worker.once('error', reject)
  })
}

function settle(waiting: Map<number, Waiting>, message: Answer, onBroken: (fault: StoreFault) => void): void {
  const caller = waiting.get(message.id)
  waiting.delete(message.id)
  switch (message.answer) {
    case 'done':
      caller?.resolve(message.value)
      return
    case 'refused':
      caller?.reject(new XccosError(message.code, message.sentence))
      return
    case 'fault': {
      const fault = new StoreFault(message.kind, message.message)
      caller?.reject(fault)
      if (fault.kind === 'broken') onBroken(fault)
    }
  }
}
