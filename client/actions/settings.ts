// Changing what this device remembers about its person's taste, and asking to keep the copy for good.

import { XccosError } from '#shared/errors.ts'

export type SettingsChange = {
  language?: 'en' | 'ru' | 'auto'
  theme?: 'auto' | 'light' | 'dark'
  enterSends?: boolean
  reopenRooms?: boolean
}

function notYet(): Promise<never> {
  return Promise.reject(new XccosError('MsgNotSupported', 'This is not built yet.'))
}

export function changeSettings(_change: SettingsChange): Promise<void> {
  return notYet()
}

/** @returns whether the browser will now keep this copy when space runs low */
export function askToPersist(): Promise<boolean> {
  return notYet()
}
