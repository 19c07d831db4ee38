// The unsent text of a room's composer, as saved on this device.

import type { Accessor } from 'solid-js'
import { cache } from '../cache/database.ts'
import { readDraft } from '../cache/reading.ts'
import { useLive } from './live-signal.ts'

export function useDraft(guid: () => string): Accessor<string> {
  return useLive(
    guid,
    (asked) => readDraft(cache, asked),
    () => '',
  )
}
