// The public error names of the original (PersistentChatErrorCode) with the number each has in `resp.code`.
// An XccosError is meant for the person who asked; anything else is logged whole and leaves as ServerError.

export const ERROR_CODES = {
  InvalidArgument: 400,
  MsgNotSupported: 400,
  InvalidFlowOfOperations: 400,
  InvalidToken: 401,
  ErrorPermission: 403,
  PrincipalsNotInScope: 403,
  NoSuchNode: 404,
  NoSuchPrincipal: 404,
  DataCollision: 409,
  DuplicateRoomName: 409,
  DuplicateAddinName: 409,
  PrincipalsAlreadyDefined: 409,
  PresenterNotInMemList: 409,
  NodeHierarchyViolation: 409,
  CannotGetParticipantList: 409,
  NodeDisabled: 410,
  UserNotJoined: 412,
  LimitExceeded: 413,
  TooManyRequests: 429,
  ServerError: 500,
  UnknownServerError: 500,
  CommandFailed: 500,
  UnableToCreateRoom: 500,
  FileUploadFailed: 500,
  FileDownloadFailed: 500,
  DatabaseConnection: 503,
} as const

export type ErrorName = keyof typeof ERROR_CODES

export const SUCCESS = { code: 200, text: 'SUCCESS_OK' } as const

export class XccosError extends Error {
  readonly code: ErrorName
  constructor(code: ErrorName, sentence: string) {
    super(sentence)
    this.name = 'XccosError'
    this.code = code
  }

  get status(): number {
    return ERROR_CODES[this.code]
  }
}

export function isErrorName(text: string): text is ErrorName {
  return Object.hasOwn(ERROR_CODES, text)
}

/** "Not there" and "not yours" must read the same, so this sentence is written once. */
export function noSuchRoom(): XccosError {
  return new XccosError('NoSuchNode', 'There is no such room, or you may not see it.')
}
