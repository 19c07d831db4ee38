// What happened in a room, for people to read: as plain text and as HTML. Every line of somebody's words is set off, so that
// no post can look like a further entry; names lose what could end a line.

import type { ArchivedEvent } from '../archived.ts'
import type { RoomSlice } from './adapter.ts'
import { inWords } from './in-words.ts'
import { inPieces } from './pieces.ts'

/** Lines as Unicode counts them. */
const LINE_END = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/
/** What changes how its neighbours read, or is not meant for eyes. Tabs, and isolates, which end with their line, may stand. */
const UNSEEN = /(?!\t)[\p{Cc}\u202a-\u202e]/gu

const OUTSIDE = 'Acts outside of rooms'

export function titleOf({ room }: RoomSlice): string {
  return room === null ? OUTSIDE : oneLine(room.name)
}

export function momentOf(ms: number): string {
  return `${new Date(ms).toISOString().replace('T', ' ').replace('Z', '')} UTC`
}

export function oneLine(text: string): string {
  return text.split(LINE_END).join(' ').replaceAll('\t', ' ').replaceAll(UNSEEN, '\ufffd')
}

function linesOf(text: string): string[] {
  return text.split(LINE_END).map((line) => line.replaceAll(UNSEEN, '\ufffd'))
}

/** What stands above the entries, by name. */
function headOf(slice: RoomSlice): [string, string][] {
  const { room, startedAt, endedAt } = slice
  return [
    ...(room === null
      ? []
      : ([
          ['Address', oneLine(room.uri)],
          ['Category', oneLine(room.category)],
          ['History', room.logged ? 'kept' : 'not kept'],
        ] satisfies [string, string][])),
    ['From', momentOf(startedAt)],
    ['To', momentOf(endedAt)],
  ]
}

function whoAndWhen({ number, at, person }: ArchivedEvent): string {
  return `[${number}] ${momentOf(at)}  ${oneLine(person.name)} <${oneLine(person.uri)}>`
}

/** How other entries call this one. */
function entryOf({ seq, post }: ArchivedEvent): string {
  const names = [seq === null ? [] : [`entry ${seq}`], post === null ? [] : [`post ${oneLine(post)}`]].flat()
  return names.length === 0 ? '' : ` (${names.join(', ')})`
}

export function plainTranscript(slice: RoomSlice): AsyncGenerator<string> {
  return inPieces(plainEntries(slice))
}

async function* plainEntries(slice: RoomSlice): AsyncGenerator<string> {
  yield lines([titleOf(slice), ...headOf(slice).map(([name, value]) => `${name}: ${value}`), ''])
  for await (const event of slice.events()) yield lines(plainEntry(event))
}

function plainEntry(event: ArchivedEvent): string[] {
  const { did, quotes } = inWords(event)
  return [
    whoAndWhen(event),
    `    ${oneLine(did)}${entryOf(event)}`,
    ...quotes.flatMap(({ heading, text }) => [
      `    ${heading}:`,
      ...linesOf(text).map((line) => `    | ${line}`),
    ]),
    '',
  ]
}

/** Mails end their lines so. */
function lines(all: string[]): string {
  return all.map((line) => `${line}\r\n`).join('')
}

export function htmlTranscript(slice: RoomSlice): AsyncGenerator<string> {
  return inPieces(htmlEntries(slice))
}

const STYLE = [
  'body{font:14px/1.4 sans-serif;max-width:60em;margin:1em}',
  'h2{font-size:1em;margin:1.5em 0 0}',
  'p{margin:0}',
  'h3{font-size:.85em;color:#555;margin:.4em 0 0 1.5em}',
  'blockquote{margin:.2em 0 0 1.5em;padding-left:.6em;border-left:3px solid #bbb;white-space:pre-wrap}',
].join('')

async function* htmlEntries(slice: RoomSlice): AsyncGenerator<string> {
  const title = escaped(titleOf(slice))
  yield lines([
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><style>${STYLE}</style></head><body>`,
    `<h1>${title}</h1>`,
    ...headOf(slice).map(([name, value]) => `<p>${name}: ${escaped(value)}</p>`),
  ])
  for await (const event of slice.events()) yield lines(htmlEntry(event))
  yield lines(['</body></html>'])
}

function htmlEntry(event: ArchivedEvent): string[] {
  const { did, quotes } = inWords(event)
  return [
    `<h2>${escaped(whoAndWhen(event))}</h2>`,
    `<p>${escaped(oneLine(did))}${escaped(entryOf(event))}</p>`,
    ...quotes.map(
      ({ heading, text }) =>
        `<h3>${heading}</h3><blockquote>${linesOf(text).map(escaped).join('<br>')}</blockquote>`,
    ),
  ]
}

const MARKUP: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => MARKUP[character] ?? character)
}
