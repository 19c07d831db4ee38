// The XML of the original's own adapter, element by element (docs/compliance/formats.md), so that what was written to read
// Lync's archive reads ours. What the original did not know of are further values of `type`.

import * as v from 'valibot'
import type { ArchivedKind } from '#shared/archive/kinds.ts'
import { readSigned } from '#shared/post.ts'
import type { ArchivedEvent } from '../archived.ts'
import type { Adapter, OutputFile, RoomSlice, Run } from './adapter.ts'
import { isRecord, plain } from './changes-in-words.ts'
import { inOneSentence } from './in-words.ts'
import { inPieces } from './pieces.ts'
import { styled } from './stylesheet.ts'
import { holdsForbidden, xmlAttribute } from './xml-text.ts'

const yesOrNo = v.optional(v.picklist(['true', 'false']), 'false')

/** By the names of the original's settings. */
export const xmlOptionsSchema = v.strictObject({
  AddChatRoomDetails: yesOrNo,
  AddUserDetails: yesOrNo,
  CreateFileAttachmentsManifest: yesOrNo,
  OneChatRoomPerOutputFile: yesOrNo,
  /** The path of a stylesheet: what it makes of the XML is written instead. */
  CustomConfiguration: v.exactOptional(
    v.pipe(
      v.string(),
      v.startsWith('/', 'A stylesheet is given by its whole path, such as /etc/backchat/archive.xsl.'),
      v.maxLength(1024, 'A path is no longer than 1024 characters.'),
      v.check((path) => !path.includes('\0'), 'A path has no NUL in it.'),
    ),
  ),
})
export type XmlOptions = v.InferOutput<typeof xmlOptionsSchema>

/** Between the first of January of the year 1 and that of 1970, in tenths of a microsecond. */
const TICKS_BEFORE_1970 = 621_355_968_000_000_000n
const TICKS_PER_MS = 10_000n
const FILE_KINDS: readonly ArchivedKind[] = ['upload', 'download', 'transfer']

export function createXmlAdapter(options: XmlOptions): Adapter {
  return {
    async write(run, output, signal) {
      const name = `backchat-${run.id}`
      const put = async (file: OutputFile, texts: AsyncIterable<string>) => {
        for await (const piece of inPieces(texts)) {
          signal.throwIfAborted()
          await file.write(piece)
        }
      }
      const stylesheet = options.CustomConfiguration
      const document = (slices: AsyncIterable<RoomSlice>) => {
        const xml = conversations(run, options, slices)
        return stylesheet === undefined ? xml : styled(xml, { stylesheet, signal })
      }
      if (options.OneChatRoomPerOutputFile === 'true') {
        let count = 0
        for await (const slice of run.rooms()) {
          count += 1
          const file = await output.file(`${name}-${String(count).padStart(5, '0')}.xml`)
          await put(file, document(only(slice)))
        }
      } else await put(await output.file(`${name}.xml`), document(run.rooms()))
      if (options.CreateFileAttachmentsManifest === 'true')
        await put(await output.file(`${name}.ATTACH`), attachments(run))
    },
  }
}

async function* only(slice: RoomSlice): AsyncGenerator<RoomSlice> {
  yield slice
}

async function* conversations(
  run: Run,
  options: XmlOptions,
  slices: AsyncIterable<RoomSlice>,
): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="utf-8"?>\n<Conversations>\n'
  for await (const slice of slices) {
    yield `  <Conversation>\n${channel(slice, run, options)}`
    yield message('FirstMessage', slice.first, { run, options, indent: '    ' })
    yield '    <Messages>\n'
    for await (const event of slice.events())
      yield message('Message', event, { run, options, indent: '      ' })
    yield `    </Messages>\n${time('StartTimeUTC', slice.startedAt, '    ')}${time('EndTimeUTC', slice.endedAt, '    ')}`
    yield '  </Conversation>\n'
  }
  yield '</Conversations>\n'
}

type Attribute = [name: string, value: string | undefined]

function element(name: string, attributes: Attribute[], indent: string, children?: string): string {
  const said = attributes.flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${xmlAttribute(value)}"`],
  )
  const open = `${indent}<${name}${said.join('')}`
  return children === undefined ? `${open} />\n` : `${open}>\n${children}${indent}</${name}>\n`
}

function channel({ room, details }: RoomSlice, run: Run, options: XmlOptions): string {
  const attributes: Attribute[] = [
    ['uri', room?.uri ?? `pool:${run.pool}`],
    ['name', room?.name ?? ''],
    ['islogged', String(room?.logged ?? true)],
  ]
  const more: Attribute[] = [
    ['category', room?.category],
    ['description', details?.description],
    ['privacy', details?.privacy],
    ['type', details?.type],
  ]
  return element('Channel', [...attributes, ...(options.AddChatRoomDetails === 'true' ? more : [])], '    ')
}

type Around = { run: Run; options: XmlOptions; indent: string }

function message(name: string, event: ArchivedEvent, { run, options, indent }: Around): string {
  const content = contentOf(event)
  const attributes: Attribute[] = [
    ['type', typeOf(event.kind)],
    ['content', content],
    // Of a post its place in the room; the original has 0 for anything else.
    ['id', String(event.kind === 'chat' ? (event.seq ?? 0) : 0)],
    ['number', String(event.number)],
    ['original', holdsForbidden(content) ? Buffer.from(content).toString('base64') : undefined],
  ]
  const inner = `${indent}  `
  return element(
    name,
    attributes,
    indent,
    sender(event, { run, options, indent: inner }) + time('DateTimeUTC', event.at, inner),
  )
}

function sender({ person, device }: ArchivedEvent, { run, options, indent }: Around): string {
  const address = person.uri.replace(/^sip:/, '')
  const more: Attribute[] = [
    ['email', address],
    ['device', device ?? undefined],
  ]
  const attributes: Attribute[] = [
    ['UserName', person.name],
    ['id', address],
    ...(options.AddUserDetails === 'true' ? more : []),
    ['internal', String(address.endsWith(`@${run.pool}`))],
    ['uri', person.uri],
  ]
  return element('Sender', attributes, indent)
}

function time(name: string, at: number, indent: string): string {
  const attributes: Attribute[] = [
    ['since1970', String(at)],
    ['string', new Date(at).toISOString().replace('Z', '0000Z')],
    ['long', String(TICKS_BEFORE_1970 + BigInt(at) * TICKS_PER_MS)],
  ]
  return element(name, attributes, indent)
}

/** The original's words for what it knew; ours are the kind in capitals. */
function typeOf(kind: ArchivedKind): string {
  if (kind === 'upload' || kind === 'download') return `FILE${kind.toUpperCase()}`
  return kind.replaceAll('-', '').toUpperCase()
}

function contentOf(event: ArchivedEvent): string {
  const { signed, asked, file } = event.body
  const post = event.kind === 'chat' && typeof signed === 'string' ? readSigned(signed) : undefined
  if (post?.kind === 'chat') return post.story ? `${post.story.title}\n${post.chat}` : post.chat
  if (event.kind === 'join' || event.kind === 'part') return ''
  if (event.kind === 'backchat') return plain(asked)
  if (FILE_KINDS.includes(event.kind) && isRecord(file)) return plain(file.id)
  return inOneSentence(event)
}

/** Which files the run speaks of, for whoever keeps them beside it. */
async function* attachments(run: Run): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="utf-8"?>\n<Attachments>\n'
  for await (const event of run.events()) {
    const { file } = event.body
    if (!FILE_KINDS.includes(event.kind) || !isRecord(file)) continue
    const parts = ['id', 'name', 'bytes', 'type', 'sha256'].map(
      (part): Attribute => [part, file[part] === undefined ? undefined : plain(file[part])],
    )
    yield element('File', [['number', String(event.number)], ['act', typeOf(event.kind)], ...parts], '  ')
  }
  yield '</Attachments>\n'
}
