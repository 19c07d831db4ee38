// The refusals that scenes expect, as P7 lists them.

export const InvalidArgument = { code: 400, text: 'InvalidArgument' }
export const MsgNotSupported = { code: 400, text: 'MsgNotSupported' }
export const ErrorPermission = { code: 403, text: 'ErrorPermission' }
export const NoSuchNode = { code: 404, text: 'NoSuchNode' }
export const DataCollision = { code: 409, text: 'DataCollision' }
export const NodeDisabled = { code: 410, text: 'NodeDisabled' }
export const UserNotJoined = { code: 412, text: 'UserNotJoined' }
export const LimitExceeded = { code: 413, text: 'LimitExceeded' }
export const NoSuchPrincipal = { code: 404, text: 'NoSuchPrincipal' }
export const PrincipalsNotInScope = { code: 403, text: 'PrincipalsNotInScope' }
export const DuplicateRoomName = { code: 409, text: 'DuplicateRoomName' }
export const PrincipalsAlreadyDefined = { code: 409, text: 'PrincipalsAlreadyDefined' }
export const PresenterNotInMemList = { code: 409, text: 'PresenterNotInMemList' }
export const CannotGetParticipantList = { code: 409, text: 'CannotGetParticipantList' }
