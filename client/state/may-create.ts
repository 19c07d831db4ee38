// Whether this person may create rooms, as the server last said; kept, so that the button stands there from the start.

import { cache, readFact } from '../cache/database.ts'
import { liveSignal } from './live-signal.ts'

export const mayCreate = liveSignal<boolean>(async () => (await readFact(cache, 'mayCreate')) ?? false, false)
