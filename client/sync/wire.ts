// A connection as the core sees it. Socket.IO stands behind it in the browser, two ends in memory in tests.

import type { RefusalData } from '#shared/connect.ts'
import type { Ack, UpEnvelope } from '#shared/envelope.ts'

export type Credentials = { ticket: string; deviceId: string }

export type WireEnds = {
  onEnvelope(envelope: unknown): void
  /** The other end is gone; not called after `close`. */
  onClosed(): void
}

export type Wire = {
  /** Resolves with the acknowledgement, which may never come. */
  send(envelope: UpEnvelope): Promise<Ack>
  close(): void
}

/** Rejects with DialRefused when the server answers no, with anything else when it cannot be reached. */
export type Dial = (address: string, credentials: Credentials, ends: WireEnds) => Promise<Wire>

export class DialRefused extends Error {
  readonly refusal: RefusalData

  constructor(refusal: RefusalData) {
    super(refusal.reason)
    this.name = 'DialRefused'
    this.refusal = refusal
  }
}
