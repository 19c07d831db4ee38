// The command line's end of the control socket.

import { request } from 'node:http'
import { isErrorName, XccosError } from '#shared/errors.ts'
import type { Order } from '../admin/acts.ts'
import { findControlPath } from './control-path.ts'

export type ControlAnswer = { reached: false } | { reached: true; result: unknown }

const NOBODY_THERE = new Set(['ENOENT', 'ECONNREFUSED'])

/** Throws the server's refusal; `reached` is false when no server listens. */
export async function askServer(dataFolder: string, order: Order): Promise<ControlAnswer> {
  const answer = await exchange(findControlPath(dataFolder), JSON.stringify(order))
  if (answer === undefined) return { reached: false }
  const { result, error } = JSON.parse(answer) as Reply
  if (error) throw new XccosError(isErrorName(error.code) ? error.code : 'ServerError', error.message)
  return { reached: true, result }
}

type Reply = { result?: unknown; error?: { code: string; message: string } }

function exchange(socketPath: string, body: string): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const asking = request({ socketPath, path: '/act', method: 'POST' }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => {
        text += chunk
      })
      response.on('end', () => resolve(text))
      response.on('error', reject)
    })
    asking.on('error', (error: NodeJS.ErrnoException) =>
      NOBODY_THERE.has(error.code ?? '') ? resolve(undefined) : reject(error),
    )
    asking.end(body)
  })
}
