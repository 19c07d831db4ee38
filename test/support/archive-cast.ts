// Acts of every kind, with text that means something to whatever a format is made of.

import type { ArchivedKind } from '#shared/archive/kinds.ts'
import type { ArchivedEvent, ArchivedRoom } from '../../server/compliance/archived.ts'

export const HARBOUR: ArchivedRoom = {
  uri: 'ma-chan://chat.example.com/6f9e1f6c-6a0f-4a55-9d1b-2f0f2f6b7c01',
  name: 'Гавань "A" & <b>',
  category: 'Порт, Süd',
  logged: true,
}
const ADA = { uri: 'sip:ada@chat.example.com', name: 'Ada Lovelace' }
const GRACE = { uri: 'sip:grace@chat.example.com', name: 'Grace, "Amazing" <Hopper>' }
const POOL = { uri: 'sip:backchat@chat.example.com', name: 'Backchat' }
const PEOPLE = { ada: ADA, grace: GRACE, pool: POOL }

const DEVICES = {
  ada: '0197aaaa-0000-7000-8000-00000000000a',
  grace: '0197aaaa-0000-7000-8000-00000000000b',
  pool: 'pool:0a1b2c',
}
const BEGAN = Date.UTC(2026, 10, 22, 10, 0, 0)

export const HOSTILE_TEXT = [
  'Ships: <script>alert(1)</script> ]]> &amp; "quotes" \'more\'',
  '=HYPERLINK("http://x")',
  '.',
  'From: forged@example.com',
  '[99] 2026-11-22 11:00:00.000 UTC  Nobody <sip:nobody@chat.example.com>',
  'Ёж и 日本語 🦔👩‍👩‍👧',
].join('\n')

export function idOf(number: number): string {
  return `0197bbbb-0000-7000-8000-${String(number).padStart(12, '0')}`
}

type Who = keyof typeof PEOPLE
type Act = { who: Who; room?: ArchivedRoom | null; seq?: number; body: Record<string, unknown> }

/** An event, as the archive keeps it. */
export function archived(number: number, kind: ArchivedKind, { who, room, seq, body }: Act): ArchivedEvent {
  return {
    v: 1,
    number,
    at: BEGAN + number * 1234,
    kind,
    room: room === undefined ? HARBOUR : room,
    person: PEOPLE[who],
    device: DEVICES[who],
    seq: seq ?? null,
    post: seq === undefined ? null : idOf(seq),
    body,
  }
}

/** What a device or the pool sealed as the room's entry `seq`. */
export function sealed(who: Who, seq: number, content: Record<string, unknown>): Record<string, unknown> {
  const signed = JSON.stringify({
    v: 1,
    id: idOf(seq),
    room: HARBOUR.uri,
    author: PEOPLE[who].uri,
    device: DEVICES[who],
    dseq: seq,
    prev: null,
    hlc: '019a00000000-0000',
    ...content,
  })
  return { signed, sig: 'A'.repeat(86) }
}

const target = (who: Who, seq: number) => ({ device: DEVICES[who], id: idOf(seq) })
const SESSION = 's-1'
const PLAN = { id: idOf(900), name: 'plan\r\nBcc: x@y.z «план».pdf', bytes: 12345, type: 'application/pdf' }
const FILE = { ...PLAN, sha256: 'ab'.repeat(32) }
const first = sealed('ada', 1, { kind: 'chat', chat: HOSTILE_TEXT })

/** One act of every kind, and some in more than one form. */
export const CAST: ArchivedEvent[] = [
  archived(1, 'sign-in', { who: 'ada', room: null, body: { act: 'in', address: '192.0.2.7' } }),
  archived(2, 'join', { who: 'ada', body: { session: SESSION } }),
  archived(3, 'chat', { who: 'ada', seq: 1, body: first }),
  archived(4, 'chat', {
    who: 'grace',
    seq: 2,
    body: sealed('grace', 2, {
      kind: 'chat',
      chat: 'The whole story',
      alert: true,
      story: { title: 'On <compilers>' },
      replyTo: target('ada', 1),
      mentions: [ADA.uri, 'room'],
    }),
  }),
  archived(5, 'edit', {
    who: 'ada',
    seq: 3,
    body: {
      ...sealed('ada', 3, { kind: 'edit', target: target('ada', 1), chat: 'Better words' }),
      earlier: first.signed,
    },
  }),
  archived(6, 'edit', {
    who: 'grace',
    seq: 4,
    body: {
      ...sealed('grace', 4, { kind: 'edit', target: target('grace', 2), chat: 'Short' }),
      earlier: null,
    },
  }),
  archived(7, 'react', {
    who: 'grace',
    seq: 5,
    body: sealed('grace', 5, { kind: 'react', target: target('ada', 1), emoji: '👍', on: true }),
  }),
  archived(8, 'react', {
    who: 'grace',
    seq: 6,
    body: sealed('grace', 6, { kind: 'react', target: target('ada', 1), emoji: '👍', on: false }),
  }),
  archived(9, 'pin', {
    who: 'ada',
    seq: 7,
    body: sealed('ada', 7, { kind: 'pin', target: target('grace', 2), on: true }),
  }),
  archived(10, 'backchat', {
    who: 'grace',
    body: { session: SESSION, asked: { last: { count: 30 } }, from: 1, to: 7 },
  }),
  archived(11, 'backchat', {
    who: 'grace',
    room: null,
    body: { session: SESSION, asked: { criteria: '"тайна" </p>' }, seqs: [] },
  }),
  archived(12, 'upload', { who: 'ada', body: { file: FILE } }),
  archived(13, 'download', { who: 'grace', body: { file: FILE } }),
  archived(14, 'transfer', { who: 'grace', body: { file: PLAN, until: BEGAN + 86_400_000 } }),
  archived(15, 'redact', {
    who: 'ada',
    seq: 8,
    body: sealed('ada', 8, { kind: 'redact', target: target('ada', 1) }),
  }),
  archived(16, 'erased', { who: 'ada', seq: 1, body: { ...first, by: 8 } }),
  archived(17, 'replace', {
    who: 'pool',
    seq: 9,
    body: sealed('pool', 9, {
      kind: 'replace',
      target: target('grace', 2),
      chat: 'Removed by the administrator',
    }),
  }),
  archived(18, 'purge', { who: 'pool', seq: 10, body: sealed('pool', 10, { kind: 'purge', upTo: 9 }) }),
  archived(19, 'room', {
    who: 'ada',
    body: {
      act: 'changed',
      changes: {
        name: { from: 'Hafen', to: HARBOUR.name },
        members: { added: [GRACE.uri], removed: ['sip:mallory@chat.example.com'] },
      },
    },
  }),
  archived(20, 'part', { who: 'ada', body: { session: SESSION, orphan: true } }),
  archived(21, 'category', { who: 'ada', room: null, body: { act: 'added', changes: {} } }),
  archived(22, 'group', {
    who: 'ada',
    room: null,
    body: { act: 'changed', changes: { members: { added: ['x'], removed: [] } } },
  }),
  archived(23, 'policy', {
    who: 'ada',
    room: null,
    body: { act: 'changed', changes: { editMinutes: { from: null, to: 5 } } },
  }),
  archived(24, 'account', { who: 'ada', room: null, body: { act: 'added', changes: {} } }),
  archived(25, 'hold', {
    who: 'grace',
    body: { act: 'laid', changes: { until: { from: null, to: '2027' } } },
  }),
  archived(26, 'retention', {
    who: 'grace',
    room: null,
    body: { act: 'set', changes: { days: { from: 0, to: 365 } } },
  }),
  archived(27, 'export', { who: 'grace', room: null, body: { act: 'made', changes: {} } }),
  archived(28, 'admin', { who: 'ada', room: null, body: { act: 'store check', args: { deep: true } } }),
]
