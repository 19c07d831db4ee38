// What the clients of a run do and hear, written down as it happens, by one monotonic clock.

import type { Act } from '../oracles/history.ts'

/** An act before it has its time. */
type Untimed<A> = A extends Act ? Omit<A, 'at'> : never

export class Record {
  readonly acts: Act[] = []

  write(act: Untimed<Act>): void {
    this.acts.push({ ...act, at: performance.now() } as Act)
  }
}
