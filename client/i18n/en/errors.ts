// English, part three: what a refusal's code means to a person. {sentence} is what the server said itself.

export const errors = {
  errorOffline: 'This needs the server, and you are offline.',
  errorWrongCredentials: 'User name or password is wrong.',
  errorTooManyRequests: 'Too many attempts. Wait up to 15 minutes, then try again.',
  errorInvalidArgument: '{sentence}',
  errorMsgNotSupported: 'The server does not know how to do this.',
  errorWrongPassword: 'The present password is not right.',
  errorInvalidToken: 'This link or session is no longer valid.',
  errorErrorPermission: 'You may not do this here.',
  errorNoSuchNode: 'There is no such room, or you may not see it.',
  errorNoSuchPrincipal: 'There is no such person.',
  errorDataCollision: 'A different post has taken this one’s place. Copy the text and write it again.',
  errorDuplicateRoomName: 'A room of this name already exists.',
  errorPrincipalsNotInScope: 'The category does not admit everyone you named. {sentence}',
  errorPresenterNotInMemList: 'Presenters have to be members. {sentence}',
  errorNodeHierarchyViolation: 'The room cannot be in this category. {sentence}',
  errorUnableToCreateRoom: 'The room could not be made. {sentence}',
  errorNodeDisabled: 'This room has been closed.',
  errorUserNotJoined: 'You are not in this room.',
  errorLimitExceeded: 'This is larger than the server takes.',
  errorServerError: 'The server could not do this. Your text is safe; try again.',
  errorDatabaseConnection: 'The server cannot reach its database. Try again in a moment.',
  errorStorageFull:
    'The browser has no space left for this. Your text stays here: free some space, then send it.',
  errorStale: 'Written more than a day ago. Send it still, or throw it away?',
  errorUnknown: 'That did not work: {sentence}',
}
