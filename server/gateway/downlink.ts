// Replies to one socket. Those that become ready in the same turn of the event loop share an envelope.

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
    const rpl = waiting
    waiting = []
    send({ ver: ENVELOPE_VERSION, envid: nextEnvid(), rpl })
  }

  return {
    reply(reply) {
      if (waiting.length === 0) setImmediate(flush)
      waiting.push(reply)
    },
  }
}
