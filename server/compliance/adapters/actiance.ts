// Conversations in the XML that Actiance Vantage and archives like it import. Its outer shape follows public descriptions
// (docs/compliance/formats.md); what it has no element for is a message that says what was done.

import * as v from 'valibot'
import type { ArchivedKind } from '#shared/archive/kinds.ts'
import { type PostOf, readSigned } from '#shared/post.ts'
import type { ArchivedEvent } from '../archived.ts'
import type { Adapter, RoomSlice, Run } from './adapter.ts'
import { isRecord, plain } from './changes-in-words.ts'
import { inOneSentence } from './in-words.ts'
import { inPieces } from './pieces.ts'
import { xmlAttribute, xmlElement } from './xml-text.ts'

const OUTSIDE = 'Acts outside of rooms'

export const actianceOptionsSchema = v.strictObject({})
export type ActianceOptions = v.InferOutput<typeof actianceOptionsSchema>

type Member = [name: string, text: string]
type Conversation = { id: string; pool: string }
type Describe = (event: ArchivedEvent, conversation: Conversation) => Member[]

export function createActianceAdapter(_options: ActianceOptions): Adapter {
  return {
    async write(run, output, signal) {
      const file = await output.file(`backchat-${run.id}.xml`)
      for await (const piece of inPieces(fileDump(run))) {
        signal.throwIfAborted()
        await file.write(piece)
      }
    },
  }
}

async function* fileDump(run: Run): AsyncGenerator<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\n<FileDump>\n'
  for await (const slice of run.rooms()) yield* conversation(slice, run)
  yield '</FileDump>\n'
}

async function* conversation(slice: RoomSlice, run: Run): AsyncGenerator<string> {
  const { room, startedAt, endedAt } = slice
  const id = room?.uri ?? `pool:${run.pool}`
  yield `  <Conversation Perspective="${xmlAttribute(room?.name ?? OUTSIDE)}">\n`
  yield lines([
    ['RoomID', id],
    ['StartTimeUTC', String(startedAt)],
    ['CallbackID', `${run.id}-${slice.first.number}`],
  ])
  for await (const event of slice.events()) yield act(event, { id, pool: run.pool })
  yield lines([['EndTimeUTC', String(endedAt)]])
  yield '  </Conversation>\n'
}

/** What has an element of its own; all else is a message. */
const ELEMENTS: Partial<Record<ArchivedKind, [name: string, members: Describe]>> = {
  join: ['ParticipantEntered', attendance],
  part: ['ParticipantLeft', attendance],
  upload: ['Attachment', attachment],
  download: ['Attachment', attachment],
  transfer: ['Attachment', attachment],
  backchat: ['History', (event) => [['Content', inOneSentence(event)]]],
}

function act(event: ArchivedEvent, conversation: Conversation): string {
  const who: Member[] = [
    ['LoginName', addressOf(event.person)],
    ['DateTimeUTC', String(event.at)],
  ]
  const [name, members] = ELEMENTS[event.kind] ?? []
  if (name !== undefined && members !== undefined)
    return element(name, [...who, ...members(event, conversation)])
  return element('Message', [['MessageId', idOf(event)], ...who, ['Content', contentOf(event)]])
}

function attendance({ person }: ArchivedEvent, { id, pool }: Conversation): Member[] {
  const address = addressOf(person)
  return [
    ['ConversationID', id],
    ['CorporateEmailID', address],
    ['InternalFlag', String(address.endsWith(`@${pool}`))],
  ]
}

/** What is in the file does not fit here; its hash says which file it was. */
function attachment(event: ArchivedEvent): Member[] {
  const { file } = event.body
  const { name, id, bytes, sha256 }: Record<string, unknown> = isRecord(file) ? file : {}
  const members: [string, unknown][] = [
    ['FileName', name],
    ['FileID', id],
    ['FileSize', bytes],
    ['FileHash', sha256],
    ['Content', inOneSentence(event)],
  ]
  return members.flatMap(([member, value]) => (value === undefined ? [] : [[member, plain(value)]]))
}

/** Tells what somebody wrote from what we say was done, however much the words are alike. */
function idOf({ number, kind }: ArchivedEvent): string {
  return `${number}.${kind}`
}

/** A plain post says its own words and nothing else, so that words are found as they were written. */
function contentOf(event: ArchivedEvent): string {
  const { signed } = event.body
  const post = event.kind === 'chat' && typeof signed === 'string' ? readSigned(signed) : undefined
  return post?.kind === 'chat' && isPlain(post) ? post.chat : inOneSentence(event)
}

function isPlain({ story, alert, replyTo, mentions }: PostOf<'chat'>): boolean {
  return alert !== true && [story, replyTo, mentions].every((part) => part === undefined)
}

function addressOf({ uri }: ArchivedEvent['person']): string {
  return uri.replace(/^sip:/, '')
}

function element(name: string, members: Member[]): string {
  return `    <${name}>\n${lines(members, '      ')}    </${name}>\n`
}

function lines(members: Member[], indent = '    '): string {
  return members.map(([name, text]) => `${indent}${xmlElement(name, text)}\n`).join('')
}
