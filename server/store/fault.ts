// What went wrong on our side of the database. After 'broken' nothing may be acknowledged any more,
// because the disk did not keep its word: the process ends and a restart recovers. 'full' passes when there is space
// again, 'damaged' is about what was asked for only: it is never served, everything else is.

import { XccosError } from '#shared/errors.ts'

export type FaultKind = 'full' | 'busy' | 'broken' | 'damaged' | 'closed' | 'bug'

export class StoreFault extends Error {
  readonly kind: FaultKind
  constructor(kind: FaultKind, message: string, options?: ErrorOptions) {
    super(message, options)
    this.name = 'StoreFault'
    this.kind = kind
  }
}

/** What a person is told of a fault that passes; undefined when it is a mistake of ours. */
export function refusalFor(fault: StoreFault): XccosError | undefined {
  switch (fault.kind) {
    case 'full':
      return new XccosError('DatabaseConnection', "The server's storage is full; send the same again later.")
    case 'busy':
    case 'broken':
    case 'closed':
      return new XccosError(
        'DatabaseConnection',
        'The server cannot store anything now; send the same again.',
      )
    case 'damaged':
      return new XccosError(
        'ServerError',
        'This part of the history is damaged on the server. Its administrator can find out more.',
      )
    case 'bug':
      return undefined
  }
}
