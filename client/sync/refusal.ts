// A refusal that is for the person: a code that the screen translates, and a sentence.
// Codes are the server's (shared/errors.ts) and, made here: Offline, WrongCredentials.

export class Refused extends Error {
  readonly code: string
  readonly status: number | undefined

  constructor(code: string, sentence: string, status?: number) {
    super(sentence)
    this.name = 'Refused'
    this.code = code
    this.status = status
  }
}

export function offline(): Refused {
  return new Refused('Offline', 'The server cannot be reached now.')
}

export function isOffline(error: unknown): boolean {
  return error instanceof Refused && error.code === 'Offline'
}
