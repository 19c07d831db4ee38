// The unsent text of a room's composer, as saved on this device, or by another of the person's devices.

import type { Accessor } from 'solid-js'
import { cache } from '../cache/database.ts'
import { type Draft, readDraft } from '../cache/prefs.ts'
import { typedDraft } from '../cache/typed.ts'
import { useLive } from './live-signal.ts'

export { type Draft, typedDraft }

export function useDraft(guid: () => string): Accessor<Draft> {
  return useLive(
    guid,
    (asked) => readDraft(cache, asked),
    () => ({ text: '', heard: 0 }),
  )
}
