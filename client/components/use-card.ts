// A room's card as the server has it now; asked again when the network comes back.

import { createResource } from 'solid-js'
import { type RoomCard, readCard } from '../actions/managing.ts'
import { connection } from '../state/connection.ts'

export function useCard(guid: () => string) {
  const [answer] = createResource(
    () => ({ guid: guid(), isLive: connection().state === 'live' }),
    (asked) => readCard(asked.guid),
  )
  const card = (): RoomCard | undefined => (answer.error === undefined ? answer.latest : undefined)
  return { card, refused: (): unknown => answer.error }
}
