// The hot path: one posting batch, one transaction, prepared statements, no await in between.
// Known ids are looked up inside the transaction, so a repeat and its first sending cannot both be stored.

import type { AppendBatch, AppendItem, AppendOutcome, AppendResult } from '../append.ts'
import { hashOf, nextTail, type Tail } from '../tail.ts'
import { prepareAmending } from './amend.ts'
import type { Connection } from './connection.ts'
import { prepareIndexing } from './index-part.ts'
import { prepareRecording, type Recording } from './recording.ts'

type Batch = { at: number; recording: Recording | undefined }
type Known = { seq: number; ts: number; chain: Uint8Array; hash: Uint8Array; room_id: number; fork: number }

export function prepareAppend(connection: Connection): (batch: AppendBatch) => AppendResult {
  const statements = prepareStatements(connection)
  const amending = prepareAmending(connection)
  const index = prepareIndexing(connection)
  const beginRecording = prepareRecording(connection)

  function storeItem(item: AppendItem, { at, recording }: Batch, tail: Tail): AppendOutcome {
    const hash = hashOf(item.signed)
    const known = statements.known.get(item.device, item.id) as Known | undefined
    if (known) {
      if (!hash.equals(known.hash) || known.room_id !== item.roomId) return { result: 'collision' }
      return { result: 'known', seq: known.seq, ts: known.ts, chain: known.chain, fork: known.fork === 1 }
    }
    const about = item.amends ? amending.look(item) : undefined
    if (about && 'whyNot' in about) return { result: 'refused', ...about }
    const fork = statements.sameDseq.get(item.device, item.roomId, item.dseq) !== undefined
    const { head: seq, chain } = nextTail(tail, hash)
    statements.insert.run({
      ...item,
      seq,
      ts: at,
      hash,
      chain,
      fleeting: item.fleeting ? 1 : 0,
      fork: fork ? 1 : 0,
    })
    const target = about?.target ?? null
    recording?.record(item, { seq, at, target })
    if (about) amending.apply(item, seq, target)
    index(item, { seq, target })
    tail.head = seq
    tail.chain = chain
    return { result: 'stored', seq, ts: at, chain, fork }
  }

  return connection.transaction((batch: AppendBatch): AppendResult => {
    const aclEpoch = Number((statements.meta.get('acl_epoch') as { value: string } | undefined)?.value ?? 0)
    if (aclEpoch !== batch.aclEpoch) return { state: 'stale', aclEpoch }
    const isRecorded = (statements.meta.get('compliance') as { value: string } | undefined)?.value === 'on'
    const recording = isRecorded ? beginRecording() : undefined
    const tails = new Map<number, Tail>()
    const outcomes = batch.items.map((item) => {
      const tail = tails.get(item.roomId) ?? (statements.tail.get(item.roomId) as Tail)
      tails.set(item.roomId, tail)
      return storeItem(item, { at: batch.at, recording }, tail)
    })
    recording?.recordErased()
    for (const [roomId, tail] of tails) statements.moveTail.run(tail.head, tail.chain, roomId)
    return { state: 'committed', outcomes }
  })
}

function prepareStatements(connection: Connection) {
  return {
    meta: connection.prepare('select value from meta where key = ?'),
    tail: connection.prepare('select head, chain from rooms where id = ?'),
    known: connection.prepare(
      'select seq, ts, chain, hash, room_id, fork from entries where device = ? and id = ?',
    ),
    sameDseq: connection.prepare(
      'select 1 from entries where device = ? and room_id = ? and dseq = ? limit 1',
    ),
    insert: connection.prepare(
      `insert into entries (room_id, seq, id, device, dseq, author, kind, ts, via, hash, chain, signed, sig, gone, fleeting, fork)
       values (@roomId, @seq, @id, @device, @dseq, @author, @kind, @ts, @via, @hash, @chain, @signed, @sig, null, @fleeting, @fork)`,
    ),
    moveTail: connection.prepare('update rooms set head = ?, chain = ? where id = ?'),
  }
}
