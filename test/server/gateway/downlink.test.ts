import { setImmediate as turn } from 'node:timers/promises'
import { expect, test } from 'vitest'
import type { DownEnvelope, Reply } from '#shared/envelope.ts'
import { createDownlink } from '../../../server/gateway/downlink.ts'

function reply(id: string, seqid: number, data?: unknown): Reply {
  const commandid = { envid: '1', seqid }
  const resp = { code: 200, text: 'SUCCESS_OK' }
  return { id, commandid, resp, ...(data === undefined ? {} : { data }) }
}

test('receipts of one turn share an envelope, long answers have one each', async () => {
  const sent: DownEnvelope[] = []
  const { reply: answer } = createDownlink((envelope) => sent.push(envelope))
  answer(reply('rpl:grpchat', 1, { seq: 1 }))
  answer(reply('rpl:bccontext', 2, { entries: [] }))
  answer(reply('rpl:grpchat', 3, { seq: 2 }))
  answer(reply('rpl:bccontext', 4, { entries: [] }))
  await turn()
  expect(sent.map(({ rpl }) => rpl?.map(({ commandid }) => commandid.seqid))).toEqual([[1, 3], [2], [4]])
  expect(new Set(sent.map(({ envid }) => envid)).size).toBe(3)
})
