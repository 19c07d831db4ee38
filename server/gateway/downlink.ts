// Replies to one socket. Receipts and refusals that become ready in the same turn of the event loop share an
// envelope. What a command answers may be long, and sixty such answers in one text more than a text can be.

import { grpchat } from '#shared/commands/grpchat.ts'
import { type DownEnvelope, ENVELOPE_VERSION, type Reply } from '#shared/envelope.ts'

export type Downlink = { reply(reply: Reply): void }

let lastEnvid = BigInt(Date.now()) * 1_000_000n

/** Envelope numbers count up over all sockets of this process. */
export function nextEnvid(): string {
  lastEnvid += 1n
  return lastEnvid.toString()
}

export function createDownlink(send: (envelope: DownEnvelope) => void): Downlink {
  let waiting: Reply[] = []

  function flush(): void {
    const replies = waiting
    waiting = []
    const short = replies.filter(isShort)
    if (short.length > 0) carry(short)
    for (const reply of replies) if (!isShort(reply)) carry([reply])
  }

  function carry(rpl: Reply[]): void {
    send({ ver: ENVELOPE_VERSION, envid: nextEnvid(), rpl })
  }

  return {
    reply(reply) {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push(reply)
    },
  }
}

function isShort({ id, data }: Reply): boolean {
  return id === grpchat.rpl || data === undefined
}
