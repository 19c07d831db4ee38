// Journal mails, read back by a parser of mails that we did not write, and held against golden files.

import { Readable } from 'node:stream'
import { type ParsedMail, simpleParser } from 'mailparser'
import * as v from 'valibot'
import { describe, expect, test } from 'vitest'
import {
  createEmlAdapter,
  type EmlOptions,
  emlOptionsSchema,
} from '../../../server/compliance/adapters/eml.ts'
import type { ArchivedEvent } from '../../../server/compliance/archived.ts'
import { archived, CAST, HARBOUR, HOSTILE_TEXT, sealed } from '../../support/archive-cast.ts'
import { runOver, written } from '../../support/archive-run.ts'
import { expectGolden } from '../../support/golden.ts'

const OUTSIDE = 'backchat-0000000042-00001.eml'
const ROOM = 'backchat-0000000042-00002.eml'

/** The only mail of a run over these. */
async function mailOf(events: ArchivedEvent[], options: EmlOptions = {}) {
  const [source] = (await written(createEmlAdapter(options), runOver(events))).values()
  return { source: source ?? '', mail: await simpleParser(source ?? '') }
}

function eventsIn({ attachments }: ParsedMail): unknown[] {
  expect(attachments).toHaveLength(1)
  const [attachment] = attachments
  expect(attachment).toMatchObject({ contentType: 'application/x-ndjson', filename: 'events.ndjson' })
  return (attachment?.content.toString() ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
}

function entriesIn({ text }: ParsedMail): number[] {
  return [...(text ?? '').matchAll(/^\[(\d+)\]/gm)].map(([, number]) => Number(number))
}

/** The parser decodes only the headers that it knows. */
function decoded({ headers }: ParsedMail, name: string): string {
  const [, words] = /^=\?UTF-8\?B\?([^?]+)\?=$/.exec(String(headers.get(name))) ?? []
  return Buffer.from(words ?? '', 'base64').toString()
}

function expectLines(source: string): void {
  for (const line of source.split('\r\n')) expect(line).toMatch(/^[\t -~]{0,998}$/)
}

describe('a run over acts of every kind', async () => {
  const files = await written(createEmlAdapter({ to: 'archive@example.com' }), runOver(CAST))
  const room = await simpleParser(files.get(ROOM) ?? '')
  const outside = await simpleParser(files.get(OUTSIDE) ?? '')

  test('is one mail for the room and one for what was outside of rooms', async () => {
    expect([...files.keys()]).toEqual([OUTSIDE, ROOM])
    await expectGolden('journal-room.eml', files.get(ROOM) ?? '')
    await expectGolden('journal-outside.eml', files.get(OUTSIDE) ?? '')
  })

  test('has every act once, in order, to read and exactly', () => {
    const inRoom = CAST.filter((event) => event.room !== null)
    const elsewhere = CAST.filter((event) => event.room === null)
    expect([inRoom.length, elsewhere.length]).toEqual([19, 9])

    expect(eventsIn(room)).toEqual(inRoom)
    expect(eventsIn(outside)).toEqual(elsewhere)
    expect(entriesIn(room)).toEqual(inRoom.map(({ number }) => number))
    expect(entriesIn(outside)).toEqual(elsewhere.map(({ number }) => number))
  })

  test('says what it is in its head', () => {
    expect(room.from?.text).toBe('"Backchat archive" <backchat-journal@chat.example.com>')
    expect(room.to).toMatchObject({ text: 'archive@example.com' })
    expect(room.subject).toMatch(/^Гавань "A" & <b>, 2026-11-22 10:00:02.468 UTC to /)
    expect(room.date).toEqual(new Date('2026-11-22T10:00:30Z'))
    expect(room.headers.get('x-backchat-run')).toBe('0000000042')
    expect(room.headers.get('x-backchat-room')).toBe(HARBOUR.uri)
    expect(decoded(room, 'x-backchat-room-name')).toBe(HARBOUR.name)
    expect(decoded(room, 'x-backchat-category')).toBe(HARBOUR.category)
    expect(outside.headers.has('x-backchat-room')).toBe(false)
  })

  test('shows words as they were written, and sets off each line of them', () => {
    expect(HOSTILE_TEXT).toContain('\n[99] ')
    for (const line of HOSTILE_TEXT.split('\n')) expect(room.text).toContain(`\n    | ${line}\n`)
    expect(room.text).toMatch(/Earlier:\n {4}\| Ships.*New:\n {4}\| Better words\n/s)
    expect(room.html).not.toContain('<script')
    expect(room.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(room.text).toContain(`SHA-256 ${'ab'.repeat(32)}`)
  })

  test('is ASCII in lines that mail can carry', () => {
    for (const source of files.values()) expectLines(source)
  })

  test('is the same mail when it is repeated, and another in another run', async () => {
    const again = await written(createEmlAdapter({ to: 'archive@example.com' }), runOver(CAST))
    expect(again).toEqual(files)

    const next = await written(createEmlAdapter({}), runOver(CAST, { id: '0000000043' }))
    const ids = await Promise.all(
      [...next.values()].map(async (source) => (await simpleParser(source)).messageId),
    )
    expect(new Set([...ids, room.messageId, outside.messageId]).size).toBe(4)
  })
})

test('what ends a line ends no header, whoever is called so', async () => {
  const [chat] = CAST.filter(({ kind }) => kind === 'chat')
  if (chat === undefined) throw new Error('Nobody wrote.')
  const control = await mailOf([chat])
  const heads = (mail: ParsedMail) => mail.headerLines.map(({ key }) => key)
  expect(heads(control.mail)).toContain('subject')

  for (const end of ['\r\n', '\n', '\r', '\u2028', '\0\r\n', '\u0085']) {
    const evil = `x${end}Bcc: evil@example.com${end}${end}body =?UTF-8?Q?=0D=0ABcc:y?= `
    const { source, mail } = await mailOf([
      {
        ...chat,
        room: { ...HARBOUR, name: evil, category: evil, uri: `ma-chan://x/1${end}Bcc: z` },
        person: { uri: evil, name: evil },
        post: evil,
      },
    ])
    expect(heads(mail)).toEqual(heads(control.mail))
    expect(entriesIn(mail)).toEqual(entriesIn(control.mail))
    expect(mail.text).not.toMatch(/^Bcc/m)
    expectLines(source)
    expect(mail.subject).toContain('x')
    expect(eventsIn(mail)).toHaveLength(1)
  }
})

test('the longest name fits a header, and comes back', async () => {
  const name = '🦔Ё'.repeat(85)
  const event = archived(1, 'join', { who: 'ada', room: { ...HARBOUR, name, category: name }, body: {} })

  const { source, mail } = await mailOf([event])

  expect(mail.subject?.startsWith(`${name}, 2026`)).toBe(true)
  for (const line of source.split('\r\n')) expect(line.length).toBeLessThanOrEqual(78)
})

test('an event of a megabyte arrives whole', async () => {
  const chat = `${'Ё🦔'.repeat(100_000)}${'x'.repeat(450_000)}`
  const event = archived(1, 'admin', { who: 'ada', body: { act: 'said', args: { chat } } })
  expect(Buffer.byteLength(JSON.stringify(event))).toBeGreaterThan(1_000_000)

  const { source, mail } = await mailOf([event])

  expect(eventsIn(mail)).toEqual([event])
  expect(mail.text).toContain(chat)
  expectLines(source)
})

test('what cannot be read is shown as it is', async () => {
  const { signed } = sealed('ada', 1, { kind: 'poem', chat: 'Roses' })
  const event = archived(1, 'chat', { who: 'ada', seq: 1, body: { signed, sig: 'x' } })

  const { mail } = await mailOf([event])

  expect(mail.text).toContain(`\n    | ${signed}\n`)
})

test('what is not meant for eyes is drawn as a mark, and kept exactly', async () => {
  const name = 'invoice\u202efdp.exe\u0007'
  const event = archived(1, 'upload', {
    who: 'ada',
    body: { file: { id: 'f', name, bytes: 1, type: 'x/y' } },
  })

  const { mail } = await mailOf([event])

  expect(mail.text).toContain('| invoice\ufffdfdp.exe\ufffd\n')
  expect(mail.html).toContain('>invoice\ufffdfdp.exe\ufffd<')
  expect(eventsIn(mail)).toEqual([event])
})

test('a run that fails fails the mail, and one that hangs ends when it is stopped', async () => {
  const [slice] = await Array.fromAsync(runOver(CAST).rooms())
  if (slice === undefined) throw new Error('There is no room.')
  const rooms = (events: () => AsyncIterable<ArchivedEvent>) =>
    runOver(CAST, { rooms: () => Readable.from([{ ...slice, events }]) })
  const fails = rooms(async function* () {
    yield* CAST
    throw new Error('The disk is gone.')
  })
  const stop = new AbortController()
  const hangs = rooms(async function* () {
    yield* CAST
    stop.abort()
    await new Promise(() => {})
  })

  await expect(written(createEmlAdapter({}), fails)).rejects.toThrow('The disk is gone.')
  await expect(written(createEmlAdapter({}), hangs, stop.signal)).rejects.toThrow(/abort/)
  expect((await written(createEmlAdapter({}), rooms(slice.events))).size).toBe(1)
})

test('addresses are plain ones', () => {
  expect(v.is(emlOptionsSchema, { to: 'archive@example.com', from: 'journal@chat.example.com' })).toBe(true)
  for (const to of [
    'a@example.com\r\nBcc: b@example.com',
    'a@example.com, b@example.com',
    'Ada <a@example.com>',
    '@',
    '',
  ])
    expect(v.is(emlOptionsSchema, { to }), to).toBe(false)
})
