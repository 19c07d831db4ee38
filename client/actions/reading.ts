// Read markers: they only grow, and every device of a person ends with the same one.

import { XccosError } from '#shared/errors.ts'

export function markRead(_guid: string, _seq: number): Promise<void> {
  return Promise.reject(new XccosError('MsgNotSupported', 'This is not built yet.'))
}
