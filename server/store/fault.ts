// What went wrong on our side of the database. After 'broken' nothing may be acknowledged any more,
// because the disk did not keep its word: the process ends and a restart recovers.

export type FaultKind = 'full' | 'busy' | 'broken' | 'closed' | 'bug'

export class StoreFault extends Error {
  readonly kind: FaultKind
  constructor(kind: FaultKind, message: string) {
    super(message)
    this.name = 'StoreFault'
    this.kind = kind
  }
}
