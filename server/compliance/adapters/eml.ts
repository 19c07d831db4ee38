// Journal mails, one for each room and run and one for what happened outside of rooms: readable in any mail program, with the
// exact events attached. The mail is made by a library, as a stream; names of rooms and people reach headers only through it.

import { createHash } from 'node:crypto'
import { addAbortSignal, Readable } from 'node:stream'
import MimeNode from 'nodemailer/lib/mime-node'
import * as v from 'valibot'
import type { Adapter, Output, RoomSlice, Run } from './adapter.ts'
import { jsonLine } from './json-line.ts'
import { inPieces } from './pieces.ts'
import { htmlTranscript, momentOf, oneLine, plainTranscript, titleOf } from './transcript.ts'

const EVENTS_FILE = 'events.ndjson'

const addressSchema = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9.-]{1,190}$/, 'A mail address is like archive@example.com.'),
)
export const emlOptionsSchema = v.strictObject({
  /** Whom the mails are for; the archive itself where it is left out. */
  to: v.exactOptional(addressSchema),
  /** Left out: backchat-journal at the pool's domain. */
  from: v.exactOptional(addressSchema),
})
export type EmlOptions = v.InferOutput<typeof emlOptionsSchema>

export function createEmlAdapter(options: EmlOptions): Adapter {
  return {
    async write(run, output, signal) {
      let place = 0
      for await (const slice of run.rooms()) {
        place += 1
        const name = `backchat-${run.id}-${String(place).padStart(5, '0')}.eml`
        await writeMail(mailOf(run, slice, options), { output, name, signal })
      }
    },
  }
}

async function writeMail(
  mail: MimeNode,
  { output, name, signal }: { output: Output; name: string; signal: AbortSignal },
): Promise<void> {
  const file = await output.file(name)
  const written: AsyncIterable<Buffer> = addAbortSignal(signal, mail.createReadStream())
  // Whatever people write is encoded by now.
  for await (const piece of inPieces(ascii(written))) await file.write(piece)
}

async function* ascii(buffers: AsyncIterable<Buffer>): AsyncGenerator<string> {
  for await (const buffer of buffers) yield buffer.toString('latin1')
}

function mailOf(run: Run, slice: RoomSlice, options: EmlOptions): MimeNode {
  const id = idOf(run, slice)
  const mail = new MimeNode('multipart/mixed', {
    baseBoundary: id,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  mail.setHeader(headersOf(run, slice, { ...options, id }))
  const readable = mail.createChild('multipart/alternative')
  encodedText(readable.createChild('text/plain; charset=utf-8'), plainTranscript(slice))
  encodedText(readable.createChild('text/html; charset=utf-8'), htmlTranscript(slice))
  mail
    .createChild('application/x-ndjson', { filename: EVENTS_FILE })
    .setHeader('Content-Transfer-Encoding', 'base64')
    .setContent(Readable.from(inPieces(exactly(slice)), { objectMode: true }))
  return mail
}

/** Lines have a bound in mails (RFC 5322, 2.1.1), which only an encoding keeps. */
function encodedText(node: MimeNode, text: AsyncGenerator<string>): void {
  node.setHeader('Content-Transfer-Encoding', 'quoted-printable').setContent(Readable.from(text))
}

async function* exactly(slice: RoomSlice): AsyncGenerator<string> {
  for await (const event of slice.events()) yield jsonLine(event)
}

function headersOf(run: Run, slice: RoomSlice, { from, to, id }: EmlOptions & { id: string }) {
  const { room, first, startedAt, endedAt } = slice
  const journal = from ?? `backchat-journal@${run.pool}`
  return {
    From: { name: 'Backchat archive', address: journal },
    To: { name: '', address: to ?? journal },
    Subject: oneLine(`${titleOf(slice)}, ${momentOf(startedAt)} to ${momentOf(endedAt)}`),
    Date: new Date(endedAt).toUTCString().replace('GMT', '+0000'),
    'Message-ID': `<${id}@${run.pool}>`,
    'X-Backchat-Run': run.id,
    'X-Backchat-Run-Events': `${run.from}-${run.to}`,
    'X-Backchat-First-Event': String(first.number),
    'X-Backchat-Start': new Date(startedAt).toISOString(),
    'X-Backchat-End': new Date(endedAt).toISOString(),
    ...(room === null
      ? {}
      : {
          'X-Backchat-Room': oneLine(room.uri),
          'X-Backchat-Room-Name': oneLine(room.name),
          'X-Backchat-Category': oneLine(room.category),
          'X-Backchat-History': room.logged ? 'kept' : 'not kept',
        }),
  }
}

/** The same mail has the same id however often it is made, so that archives keep it once. */
function idOf(run: Run, { room }: RoomSlice): string {
  return createHash('sha256')
    .update(`${run.id}\n${room?.uri ?? ''}`)
    .digest('hex')
    .slice(0, 32)
}
