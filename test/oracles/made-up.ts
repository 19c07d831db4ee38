// A small history in which everything is right, for tests that spoil one thing in it.

import { CHAIN_START, link, sha256 } from './chain.ts'
import type { Act, History, StoredEntry } from './history.ts'

export const ROOM = 'ma-chan://localhost/harbour'

/** Ada posts twice, Grace hears it, loses her connection, posts an answer, and Linus reads it all afterwards. */
export function soundHistory(): History {
  const entries = [
    entry('p1', 'Ahoy'),
    entry('p2', 'Anyone?'),
    entry('p3', 'Here'),
    entry('e1', 'Hello', 'p1'),
  ]
  return {
    acts: [
      { act: 'joins', at: 0, client: 'ada', room: ROOM, head: 0 },
      { act: 'joins', at: 1, client: 'grace', room: ROOM, head: 0 },
      offers(10, 'ada', 'p1', 'Ahoy'),
      hears(12, 'grace', 1, 'p1', 'Ahoy'),
      hears(12, 'ada', 1, 'p1', 'Ahoy'),
      answered(13, 'ada', 'p1', 1),
      offers(20, 'ada', 'p2', 'Anyone?'),
      hears(22, 'grace', 2, 'p2', 'Anyone?'),
      hears(23, 'ada', 2, 'p2', 'Anyone?'),
      answered(24, 'ada', 'p2', 2),
      offers(30, 'grace', 'p3', 'Here'),
      { act: 'is cut off', at: 31, client: 'grace', room: ROOM },
      hears(33, 'ada', 3, 'p3', 'Here'),
      offers(40, 'ada', 'e1', 'Hello'),
      hears(41, 'ada', 4, 'e1', 'Hello'),
      answered(42, 'ada', 'e1', 4),
      reads(50, 'linus', entries),
      { act: 'joins', at: 20_000, client: 'linus', room: ROOM, head: 4 },
    ],
    rooms: [{ room: ROOM, head: 4, entries: linked(entries) }],
    recorded: entries.map(({ id, device }, index) => ({ room: ROOM, seq: index + 1, id, device })),
  }
}

type Bare = Omit<StoredEntry, 'seq' | 'hash' | 'chain'>

function entry(id: string, signed: string, target?: string): Bare {
  return { id, device: 'phone', kind: target ? 'edit' : 'chat', signed, ...(target ? { target } : {}) }
}

export function linked(entries: Bare[]): StoredEntry[] {
  let chain: Buffer = CHAIN_START
  return entries.map((bare, index) => {
    const hash = sha256(Buffer.from(bare.signed))
    chain = link(chain, index + 1, hash)
    return { ...bare, seq: index + 1, hash: hash.toString('hex'), chain: chain.toString('hex') }
  })
}

export function offers(at: number, client: string, id: string, signed: string): Act {
  return { act: 'offers', at, client, room: ROOM, id, signed }
}
export function answered(at: number, client: string, id: string, seq: number): Act {
  return { act: 'is answered', at, client, room: ROOM, id, seq }
}
export function hears(at: number, client: string, seq: number, id: string, signed: string): Act {
  return { act: 'hears', at, client, room: ROOM, seq, id, signed }
}
function reads(at: number, client: string, entries: Bare[]): Act {
  const heard = entries.map(({ id, signed }, index) => ({ seq: index + 1, id, signed }))
  return { act: 'reads', at, client, room: ROOM, after: 0, to: entries.length, entries: heard }
}
