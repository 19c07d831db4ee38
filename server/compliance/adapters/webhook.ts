// Hands a run to somebody else's program, as JSON Lines over HTTP. A run that breaks off in the middle is handed over again
// from its beginning, in the same parts: whoever receives it must know an event by its number.

import { createHmac } from 'node:crypto'
import * as v from 'valibot'
import type { Adapter, Run } from './adapter.ts'
import { jsonLine } from './json-line.ts'

/** What is posted at once. Only a single event that is larger goes alone. */
export const PART_BYTES = 1_000_000
/** More of an answer is not waited for. */
const ANSWER_BYTES = 64 * 1024
const QUOTED_CHARS = 200
const SECRET_MIN_CHARS = 16

export const webhookOptionsSchema = v.strictObject({
  url: v.pipe(
    v.string('An address is text.'),
    v.check(isPlainAddress, 'An address begins with https:// or http:// and has no name or password in it.'),
  ),
  /** Known to both ends; signs each part. */
  secret: v.pipe(
    v.string('A secret is text.'),
    v.minLength(SECRET_MIN_CHARS, `A secret has at least ${SECRET_MIN_CHARS} characters.`),
  ),
  /** Seconds for the answer to one part. */
  timeout: v.optional(
    v.pipe(v.string(), v.regex(/^[1-9]\d{0,3}$/, 'A timeout is a number of seconds, 1 to 9999.')),
    '30',
  ),
})
export type WebhookOptions = v.InferOutput<typeof webhookOptionsSchema>

type Part = { key: string; body: string; from: number; to: number }

export function createWebhookAdapter(options: WebhookOptions): Adapter {
  return {
    async write(run, _output, signal) {
      for await (const part of partsOf(run)) {
        signal.throwIfAborted()
        await post(part, options, signal)
      }
    },
  }
}

/** `X-Backchat-Signature` of a part. The key is signed too, so that no part can be passed off as another. */
export function signatureOf(secret: string, { key, body }: Pick<Part, 'key' | 'body'>): string {
  return `sha256=${createHmac('sha256', secret).update(`${key}\n${body}`).digest('hex')}`
}

async function* partsOf(run: Run): AsyncGenerator<Part> {
  let lines: string[] = []
  let bytes = 0
  let count = 0
  let [from, to] = [run.from, run.from]
  const close = (): Part => {
    count += 1
    return { key: `${run.id}-${count}`, body: lines.join(''), from, to }
  }
  for await (const event of run.events()) {
    const line = jsonLine(event)
    const size = Buffer.byteLength(line)
    if (lines.length > 0 && bytes + size > PART_BYTES) {
      yield close()
      lines = []
      bytes = 0
    }
    if (lines.length === 0) from = event.number
    lines.push(line)
    bytes += size
    to = event.number
  }
  if (lines.length > 0) yield close()
}

async function post(
  part: Part,
  { url, secret, timeout }: WebhookOptions,
  signal: AbortSignal,
): Promise<void> {
  const patience = AbortSignal.timeout(Number(timeout) * 1000)
  try {
    const response = await fetch(url, {
      method: 'POST',
      // Elsewhere is not where the administrator wanted the archive to go.
      redirect: 'manual',
      headers: {
        'Content-Type': 'application/x-ndjson',
        'Idempotency-Key': part.key,
        'X-Backchat-Events': `${part.from}-${part.to}`,
        'X-Backchat-Signature': signatureOf(secret, part),
      },
      body: part.body,
      signal: AbortSignal.any([signal, patience]),
    })
    if (!response.ok) throw new Refusal(response.status, await answerTo(response).catch(() => ''))
    await answerTo(response)
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof Refusal) throw error
    if (patience.aborted)
      throw new Error(`The receiver did not answer within ${timeout} s.`, { cause: error })
    throw new Error(`The receiver broke off, or could not be reached: ${reasonOf(error)}`, { cause: error })
  }
}

class Refusal extends Error {
  constructor(status: number, answer: string) {
    const quoted = Array.from(answer.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim())
      .slice(0, QUOTED_CHARS)
      .join('')
    super(`The receiver answered ${status}${quoted === '' ? '.' : `: ${quoted}`}`)
    this.name = 'Refusal'
  }
}

/** Reads the answer to its end: one that breaks off may come from something between us that gave up on the receiver. */
async function answerTo(response: Response): Promise<string> {
  const pieces: Uint8Array[] = []
  let bytes = 0
  for await (const piece of response.body ?? []) {
    pieces.push(piece)
    bytes += piece.length
    if (bytes > ANSWER_BYTES) break
  }
  return Buffer.concat(pieces).toString('utf8')
}

/** Under fetch's "fetch failed" lies what did fail. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  return error.cause instanceof Error ? reasonOf(error.cause) : error.message
}

function isPlainAddress(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password } = new URL(text)
  return ['https:', 'http:'].includes(protocol) && username === '' && password === ''
}
