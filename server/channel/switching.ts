// Recording is switched on and off while people are in rooms. Whoever is there when it begins has entered as far as the archive can
// know, and whoever is there when it ends has left: else somebody would have read along, or stay for ever, unseen.

import type { RoomUri } from '#shared/uri.ts'
import { joined, parted } from '../compliance/record.ts'
import { type Endpoint, presenceOf } from './endpoint.ts'
import type { Recorder } from './recorder.ts'
import type { Roster } from './roster.ts'

type Deps = { recorder: Recorder; roster: Pick<Roster, 'rooms' | 'endpoints'>; clock: { now(): number } }
type There = { endpoint: Endpoint; room: RoomUri }

export function tellWhoIsThere({ recorder, roster, clock }: Deps): Recorder {
  const everybodyThere = (): There[] =>
    roster.rooms().flatMap((room) => roster.endpoints(room).map((endpoint) => ({ endpoint, room })))

  async function record(there: There[], tell: typeof joined): Promise<void> {
    // Those who left meanwhile have told it themselves, or could not.
    const still = there.filter(({ endpoint, room }) => endpoint.joined.has(room))
    await recorder.record(
      ...still.map(({ endpoint, room }) => tell(presenceOf(endpoint, recorder), room, clock.now())),
    )
  }

  return {
    ...recorder,
    async switch(to) {
      if (recorder.isOn() === (to === 'on')) return recorder.switch(to)
      const there = everybodyThere()
      if (to === 'off') await record(there, parted)
      await recorder.switch(to)
      if (to === 'on') await record(there, joined)
    },
  }
}
