// How the person is seen by others now.

import type { ChosenState, State } from '#shared/presence.ts'
import { cache } from '../cache/database.ts'
import { chosenState } from '../cache/intents.ts'
import { connection } from './connection.ts'
import { liveSignal } from './live-signal.ts'

export type { ChosenState, State }

/** As they chose it, here or on another device. */
export const ownChoice = liveSignal<ChosenState>(() => chosenState(cache), 'online')

/** Without a connection of this device, for all that it knows: offline. */
export function ownState(): State {
  return connection().state === 'live' ? ownChoice() : 'offline'
}
