// The Actiance XML, read back by a strict parser, and held against a golden file.

import { SaxesParser } from 'saxes'
import { expect, test } from 'vitest'
import { createActianceAdapter } from '../../../server/compliance/adapters/actiance.ts'
import { inOneSentence } from '../../../server/compliance/adapters/in-words.ts'
import type { ArchivedEvent } from '../../../server/compliance/archived.ts'
import { archived, CAST, HARBOUR, HOSTILE_TEXT, idOf, sealed } from '../../support/archive-cast.ts'
import { runOver, written } from '../../support/archive-run.ts'
import { expectGolden } from '../../support/golden.ts'

type Element = { name: string; attributes: Record<string, string>; text: string; children: Element[] }

const ACTS = ['ParticipantEntered', 'ParticipantLeft', 'Message', 'Attachment', 'History']

/** Throws at the first thing that XML does not allow. */
function readXml(xml: string): Element {
  const top: Element = { name: '', attributes: {}, text: '', children: [] }
  const open = [top]
  const parser = new SaxesParser()
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes, text: '', children: [] }
    open.at(-1)?.children.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element) element.text += text
  })
  parser.on('closetag', () => void open.pop())
  parser.write(xml).close()
  return top.children[0] ?? top
}

async function dumpOf(events: ArchivedEvent[]): Promise<{ xml: string; conversations: Element[] }> {
  const files = await written(createActianceAdapter({}), runOver(events))
  expect([...files.keys()]).toEqual(['backchat-0000000042.xml'])
  const xml = files.get('backchat-0000000042.xml') ?? ''
  const dump = readXml(xml)
  expect(dump.name).toBe('FileDump')
  return { xml, conversations: dump.children }
}

function textOf(element: Element | undefined, name: string): string | undefined {
  return element?.children.find((child) => child.name === name)?.text
}

function actsIn({ children }: Element): Element[] {
  return children.filter(({ name }) => ACTS.includes(name))
}

test('acts of every kind stand in their conversations, each once, in order', async () => {
  const { xml, conversations } = await dumpOf(CAST)
  const [outside, room] = conversations

  await expectGolden('actiance.xml', xml)
  expect(room?.attributes.Perspective).toBe(HARBOUR.name)
  expect(textOf(room, 'RoomID')).toBe(HARBOUR.uri)
  expect(textOf(outside, 'RoomID')).toBe('pool:chat.example.com')
  for (const [conversation, events] of [
    [room, CAST.filter((event) => event.room !== null)],
    [outside, CAST.filter((event) => event.room === null)],
  ] as const) {
    const times = actsIn(conversation as Element).map((act) => Number(textOf(act, 'DateTimeUTC')))
    expect(times).toEqual(events.map(({ at }) => at))
    expect(textOf(conversation, 'StartTimeUTC')).toBe(String(times.at(0)))
    expect(textOf(conversation, 'EndTimeUTC')).toBe(String(times.at(-1)))
    expect(conversation?.children.at(-1)?.name).toBe('EndTimeUTC')
  }
})

test('a plain post has its own words as content, and people their addresses', async () => {
  const { conversations } = await dumpOf(CAST)
  const [, room] = conversations
  const acts = actsIn(room as Element)

  expect(acts.map((act) => textOf(act, 'Content'))).toContain(HOSTILE_TEXT)
  const [entered] = acts
  expect(entered?.name).toBe('ParticipantEntered')
  expect(textOf(entered, 'LoginName')).toBe('ada@chat.example.com')
  expect(textOf(entered, 'InternalFlag')).toBe('true')
  const attachment = acts.find(({ name }) => name === 'Attachment')
  expect(textOf(attachment, 'FileHash')).toBe('ab'.repeat(32))
})

test('words that look like an act are told from the act', async () => {
  const on = { kind: 'react', target: { device: 'pool:0a', id: idOf(1) }, emoji: '👍', on: true }
  const act = archived(2, 'react', { who: 'ada', seq: 2, body: sealed('ada', 2, on) })
  const chat = inOneSentence(act)
  const words = archived(1, 'chat', { who: 'ada', seq: 1, body: sealed('ada', 1, { kind: 'chat', chat }) })

  const { conversations } = await dumpOf([words, act])

  const messages = actsIn(conversations[0] as Element)
  expect(messages.map((message) => textOf(message, 'Content'))).toEqual([chat, chat])
  expect(messages.map((message) => textOf(message, 'MessageId'))).toEqual(['1.chat', '2.react'])
})

test('a guest of another domain is not internal', async () => {
  const guest = archived(1, 'join', { who: 'ada', body: { session: 's' } })
  const { conversations } = await dumpOf([
    { ...guest, person: { uri: 'sip:eve@chat.example.com.evil.org', name: 'Eve' } },
  ])
  expect(textOf(actsIn(conversations[0] as Element)[0], 'InternalFlag')).toBe('false')
})

test('whatever a text is made of, the file is XML and the text comes back', async () => {
  const kept = 'a\r\nb\tc </Content><Message> ]]> & &#1; \u{1f994} \u2028 é'
  const name = `${kept} "q" 'r'`
  const chat = archived(1, 'chat', {
    who: 'ada',
    seq: 1,
    body: sealed('ada', 1, { kind: 'chat', chat: 'Hello' }),
  })
  const edit = archived(2, 'admin', { who: 'ada', body: { act: `${kept}\0\u0001\u001f\ufffe\uffff\ud800` } })
  const room = { ...HARBOUR, name, uri: `ma-chan://x/${kept}` }

  const { conversations } = await dumpOf([chat, edit].map((event) => ({ ...event, room })))

  const [conversation] = conversations
  expect(conversation?.attributes.Perspective).toBe(name)
  expect(textOf(conversation, 'RoomID')).toBe(room.uri)
  expect(textOf(actsIn(conversation as Element)[1], 'Content')).toBe(
    `administration: ${kept}${'\ufffd'.repeat(6)}`,
  )
})

test('ends when it is stopped', async () => {
  const stop = AbortSignal.abort(new Error('The server stops.'))
  await expect(written(createActianceAdapter({}), runOver(CAST), stop)).rejects.toThrow('The server stops.')
  await expect(written(createActianceAdapter({}), runOver(CAST))).resolves.toBeDefined()
})
