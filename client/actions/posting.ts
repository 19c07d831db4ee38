// Writing: posts, the outbox and drafts. All of it works without network.

import { XccosError } from '#shared/errors.ts'

function notYet(): Promise<never> {
  return Promise.reject(new XccosError('MsgNotSupported', 'This is not built yet.'))
}

/** @returns the post's id, its own for ever */
export function post(_guid: string, _text: string): Promise<string> {
  return notYet()
}

export function editQueued(_id: string, _text: string): Promise<void> {
  return notYet()
}

export function cancelQueued(_id: string): Promise<void> {
  return notYet()
}

export function retryFailed(_id: string): Promise<void> {
  return notYet()
}

export function saveDraft(_guid: string, _text: string): Promise<void> {
  return notYet()
}
