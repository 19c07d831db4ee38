// Who is there, and how: the connections of each person on this node, and what each person chose to be seen as.
// Who chose nothing is not kept, so this costs as much as there are connections, not as there are people.

import { notices } from '#shared/notices/index.ts'
import { type Activity, type ChosenState, effectiveState, type State } from '#shared/presence.ts'
import type { PersonUri } from '#shared/uri.ts'
import type { Pool } from '../pool/pool.ts'
import type { Store } from '../store/store.ts'
import type { Endpoint } from './endpoint.ts'

export type PresenceStates = {
  arrive(endpoint: Endpoint): void
  leave(endpoint: Endpoint): void
  setActivity(endpoint: Endpoint, activity: Activity): void
  stateOf(person: PersonUri): State
  /** Of everybody who is connected. */
  people(): PersonUri[]
  endpointsOf(person: PersonUri): Endpoint[]
  /** Hears of whoever may be seen otherwise than before. */
  onChange(listener: (person: PersonUri) => void): void
}

export async function createPresenceStates({
  store,
  pool,
}: {
  store: Store
  pool: Pool
}): Promise<PresenceStates> {
  const connections = new Map<PersonUri, Map<Endpoint, Activity>>()
  const chosen = new Map<PersonUri, ChosenState>()
  const listeners: ((person: PersonUri) => void)[] = []
  for (const { person, state } of await store.chosenStates({})) choose(person, state)

  function choose(person: PersonUri, state: string | undefined): void {
    if (state === 'away' || state === 'dnd') chosen.set(person, state)
    else chosen.delete(person)
  }

  function tell(person: PersonUri): void {
    for (const listen of listeners) listen(person)
  }

  function set(endpoint: Endpoint, activity: Activity): void {
    const own = connections.get(endpoint.person) ?? new Map<Endpoint, Activity>()
    connections.set(endpoint.person, own.set(endpoint, activity))
    tell(endpoint.person)
  }

  // Whichever node took the change, its notice passes here.
  pool.subscribe((announcement) => {
    if (announcement.kind !== 'to-person' || announcement.notice.id !== notices.presence.ntc) return
    const { categories } = announcement.notice.data as { categories: { name: string; instance: string }[] }
    choose(announcement.person, categories.find(({ name }) => name === 'state')?.instance)
    tell(announcement.person)
  })

  return {
    arrive: (endpoint) => set(endpoint, 'active'),
    leave(endpoint) {
      const own = connections.get(endpoint.person)
      if (!own?.delete(endpoint)) return
      if (own.size === 0) connections.delete(endpoint.person)
      tell(endpoint.person)
    },
    setActivity(endpoint, activity) {
      if (connections.get(endpoint.person)?.has(endpoint)) set(endpoint, activity)
    },
    stateOf: (person) =>
      effectiveState(chosen.get(person) ?? 'online', [...(connections.get(person)?.values() ?? [])]),
    people: () => [...connections.keys()],
    endpointsOf: (person) => [...(connections.get(person)?.keys() ?? [])],
    onChange: (listener) => void listeners.push(listener),
  }
}
