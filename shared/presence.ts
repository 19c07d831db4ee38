// Presence: what others see of whether a person is there. What a person chose roams with them and is kept; whether they
// are at the keys is known per connection and forgotten with it.

import * as v from 'valibot'

/** What a person may say of themselves. */
export const CHOSEN_STATES = ['online', 'away', 'dnd'] as const
export type ChosenState = (typeof CHOSEN_STATES)[number]
/** What others see: offline is never chosen. */
export const STATES = [...CHOSEN_STATES, 'offline'] as const
export type State = (typeof STATES)[number]
export const stateSchema = v.picklist(STATES)

/** Of one connection: is somebody at the keys. */
export const ACTIVITIES = ['active', 'idle'] as const
export type Activity = (typeof ACTIVITIES)[number]

/** @param connections each with its activity */
export function effectiveState(chosen: ChosenState, connections: readonly Activity[]): State {
  if (connections.length === 0) return 'offline'
  if (chosen !== 'online') return chosen
  return connections.includes('active') ? 'online' : 'away'
}
