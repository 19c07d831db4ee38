// A database thread's end: opens what it is for when it is told to, then obeys.

import { once } from 'node:events'
import { parentPort } from 'node:worker_threads'
import { XccosError } from '#shared/errors.ts'
import type { FaultKind } from '../fault.ts'
import { UnusableDatabase } from '../unusable.ts'
import type { Answer, Opened, Request } from './wire.ts'

export type Servant<Order> = {
  obey(order: Order): Promise<unknown>
  close(): Promise<void>
  faultOf(error: unknown): { kind: FaultKind; message: string }
  /** One after the other, so that no two jobs of a connection interleave. */
  inTurn: boolean
}

/** @param open throws where it cannot; the other end is told why */
export async function serveThread<Order>(open: () => Promise<Servant<Order>>): Promise<void> {
  const port = parentPort
  if (!port) throw new Error('This file runs as a worker thread only.')
  try {
    await once(port, 'message')
    const servant = await open()
    let queue = Promise.resolve()
    port.on('message', (request: Request<Order>) => {
      const answering = async () => {
        port.postMessage(await answerTo(servant, request))
        if ('order' in request && request.order === 'close') port.close()
      }
      if (servant.inTurn) queue = queue.then(answering)
      else void answering()
    })
    port.postMessage({ opened: true } satisfies Opened)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    port.postMessage({
      ...{ opened: false, message, isUnusable: error instanceof UnusableDatabase },
    } satisfies Opened)
  }
}

async function answerTo<Order>(servant: Servant<Order>, { id, ...order }: Request<Order>): Promise<Answer> {
  try {
    const isClosing = 'order' in order && order.order === 'close'
    return { id, answer: 'done', value: await (isClosing ? servant.close() : servant.obey(order as Order)) }
  } catch (error) {
    if (error instanceof XccosError)
      return { id, answer: 'refused', code: error.code, sentence: error.message }
    return { id, answer: 'fault', ...servant.faultOf(error) }
  }
}
