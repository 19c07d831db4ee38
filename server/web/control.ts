// The control socket: how the command line reaches a running server. Whoever may open the file may act as
// administrator, so it stands in the data folder, readable by its owner alone, and speaks one route of HTTP.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import * as v from 'valibot'
import { XccosError } from '#shared/errors.ts'
import { BODY_BYTES } from '#shared/limits.ts'
import { sentenceOf } from '#shared/sentence.ts'
import type { Admin } from '../admin/acts.ts'
import type { Log } from '../logger.ts'
import { controlNote, PATH_BYTES_MAX, plainControlPath } from './control-path.ts'

const OWNER_ONLY = 0o600
const OWNER_ONLY_UMASK = 0o177

const orderSchema = v.strictObject({ act: v.string(), args: v.unknown() })

export type Control = { close(): Promise<void> }

/** To be called by the holder of the data folder's lock: a socket that lies there is then a dead one's. */
export async function openControl(deps: { dataFolder: string; admin: Admin; log: Log }): Promise<Control> {
  const path = chooseFreshPath(deps.dataFolder)
  const server = createServer((request, response) => {
    act(deps.admin, request).then(
      (result) => send(response, 200, { result: result ?? null }),
      (error: unknown) => sendError(response, error, deps.log),
    )
  })
  await listen(server, path)
  return {
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          removeTraces(deps.dataFolder, path)
          resolve()
        })
        server.closeIdleConnections()
      }),
  }
}

function chooseFreshPath(dataFolder: string): string {
  const plain = plainControlPath(dataFolder)
  rmSync(plain, { force: true })
  rmSync(controlNote(dataFolder), { force: true })
  if (Buffer.byteLength(plain) <= PATH_BYTES_MAX) return plain
  const short = join(mkdtempSync(join(tmpdir(), 'backchat-')), 'control.sock')
  writeFileSync(controlNote(dataFolder), short, { mode: OWNER_ONLY })
  return short
}

function removeTraces(dataFolder: string, path: string): void {
  rmSync(path, { force: true })
  if (path === plainControlPath(dataFolder)) return
  rmSync(dirname(path), { recursive: true, force: true })
  rmSync(controlNote(dataFolder), { force: true })
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    // The file gets its rights as it is made; changing them afterwards would leave a moment open.
    const before = process.umask(OWNER_ONLY_UMASK)
    server.listen(path, () => {
      chmodSync(path, OWNER_ONLY)
      resolve()
    })
    process.umask(before)
  })
}

async function act(admin: Admin, request: IncomingMessage): Promise<unknown> {
  if (request.method !== 'POST' || request.url !== '/act')
    throw new XccosError('NoSuchNode', 'There is nothing at this address.')
  const order = v.safeParse(orderSchema, await jsonOf(request))
  if (!order.success) throw new XccosError('InvalidArgument', sentenceOf(order.issues[0]))
  return admin.run({ act: order.output.act, args: order.output.args })
}

async function jsonOf(request: IncomingMessage): Promise<unknown> {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length
    if (bytes > BODY_BYTES) throw new XccosError('LimitExceeded', 'The order is too large.')
    chunks.push(chunk)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString())
  } catch {
    throw new XccosError('InvalidArgument', 'The order is not JSON.')
  }
}

function sendError(response: ServerResponse, error: unknown, log: Log): void {
  if (!(error instanceof XccosError)) log.error({ err: error }, 'an act of the command line failed')
  const refusal =
    error instanceof XccosError
      ? error
      : new XccosError('ServerError', 'Something went wrong on the server; its log tells what.')
  send(response, refusal.status, { error: { code: refusal.code, message: refusal.message } })
}

function send(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' })
  response.end(JSON.stringify(body))
}
