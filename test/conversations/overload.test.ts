// Too much at once: refused at the door with a time to come back, before any work is done, and never half.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'

conversation(
  '[P12.8] [P6.2] [P6.3] the 257th unanswered post has to wait, and is welcome afterwards',
  async ({ ada, grace }) => {
    await ada.joins('Harbour')
    await grace.joins('Harbour')
    const envelopes = Array.from({ length: 5 }, (_, batch) => ({
      ver: 1,
      envid: ada.connection.newEnvid(),
      grpchat: Array.from({ length: 64 }, (_item, index) => ada.seals(`${batch}/${index}`)),
    }))
    const answered = envelopes.map(({ envid, grpchat }) =>
      Promise.all(grpchat.map((_, index) => ada.connection.replyTo(envid, index + 1))),
    )

    const acks = await Promise.all(envelopes.map((envelope) => ada.connection.emit(envelope)))

    expect(acks.slice(0, 4)).toEqual(Array(4).fill({ status: 200 }))
    expect(acks[4]).toEqual({ status: 503, retryAfterMs: expect.any(Number) })
    const replies = (await Promise.all(answered.slice(0, 4))).flat()
    expect(replies.map(({ data }) => (data as { seq: number }).seq)).toEqual(
      Array.from({ length: 256 }, (_, index) => index + 1),
    )

    expect(await ada.connection.emit(envelopes[4])).toEqual({ status: 200 })
    expect(await answered[4]).toHaveLength(64)
    for (let seq = 1; seq <= 320; seq += 1) await grace.receives({ seq })
    await grace.hearsNothing()
  },
)

conversation('[P12.8] nor may more than 64 commands be unanswered', async ({ app, ada }) => {
  const room = await app.room('Harbour')
  await ada.joins('Harbour')
  const ask = () => ({
    ver: 1,
    envid: ada.connection.newEnvid(),
    cmd: { id: 'cmd:bccontext', seqid: 1, data: { room, last: {} } },
  })
  const envelopes = Array.from({ length: 200 }, ask)
  const answered = envelopes.map(({ envid }) => ada.connection.replyTo(envid, 1))

  const acks = await Promise.all(envelopes.map((envelope) => ada.connection.emit(envelope)))

  const taken = acks.flatMap(({ status }, index) => (status === 200 ? [index] : []))
  expect(taken.length).toBeGreaterThanOrEqual(64)
  expect(taken.length).toBeLessThan(200)
  for (const ack of acks.filter(({ status }) => status !== 200))
    expect(ack).toEqual({ status: 503, retryAfterMs: expect.any(Number) })
  const replies = await Promise.all(answered.filter((_, index) => taken.includes(index)))
  expect(replies.map((reply) => reply.resp.code)).toEqual(taken.map(() => 200))
  await ada.hearsNothing()
})
