// A database that nothing may be entrusted to, or that cannot be believed: the start is refused with one sentence
// that says what is wrong and what to do.

export class UnusableDatabase extends Error {
  constructor(sentence: string, options?: ErrorOptions) {
    super(sentence, options)
    this.name = 'UnusableDatabase'
  }
}
