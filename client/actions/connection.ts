// "Retry" on the status line.

import { XccosError } from '#shared/errors.ts'

export function retryNow(): Promise<void> {
  return Promise.reject(new XccosError('MsgNotSupported', 'This is not built yet.'))
}
