// The Channel service: rooms, roster, posting, history, search, invitations. Its parts know one another
// only by what is handed to them here; nothing outside reaches past this object.

import type { Identity } from '../identity/identity.ts'
import type { Log } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import type { Pool } from '../pool/pool.ts'
import type { Store } from '../store/store.ts'
import { createAccessCache } from './access.ts'
import { type AddIns, createAddIns } from './add-ins.ts'
import { type Amendments, createAmendments } from './amendments.ts'
import { type Categories, createCategories } from './category-management.ts'
import { createDelivery } from './delivery.ts'
import { createGroups, type Groups } from './group-management.ts'
import { createHistory, type History } from './history.ts'
import { createInvitations, type Invitations } from './invitations.ts'
import { sweepLexiconHourly } from './lexicon-sweep.ts'
import { createMesh, type Mesh } from './mesh.ts'
import { createModeration, type Moderation } from './moderation.ts'
import { tellOfNewContent } from './new-content.ts'
import { createPeople, type People } from './people.ts'
import { createPeoplePicker, type PeoplePicker } from './people-picker.ts'
import { createPersonal, type Personal } from './personal.ts'
import { createPostSearch, type PostSearch } from './post-search.ts'
import { createPosting, type Posting } from './posting.ts'
import { createPreferences, type Preferences } from './preferences.ts'
import { tellOfPresence } from './presence-notices.ts'
import { createPresenceStates, type PresenceStates } from './presence-states.ts'
import { createRecorder, type Recorder } from './recorder.ts'
import { createRefusals } from './refusals.ts'
import { createRelaying, type Relaying } from './relaying.ts'
import { createRightsWatch } from './rights-watch.ts'
import { createManagement, type Management } from './room-management.ts'
import { createRoomWeb, type RoomWeb } from './room-web.ts'
import { createRooms, type Rooms } from './rooms.ts'
import { createRoster } from './roster.ts'
import { createSearch, type Search } from './search.ts'
import { tellWhoIsThere } from './switching.ts'
import { watchTails } from './tail-watch.ts'
import { reviewTickets, revokeWithSessions } from './ticket-watch.ts'
import { createTyping, type Typing } from './typing.ts'

const FORGET_EVERY_MS = 60_000
/** Bodies of posts in rooms without history live this long, so that a short absence can be made up. */
const FLEETING_LIFE_MS = 10 * 60_000

export type Channel = {
  readonly rooms: Rooms
  readonly posting: Posting
  readonly relaying: Relaying
  readonly mesh: Mesh
  readonly history: History
  readonly amendments: Amendments
  readonly search: Search
  readonly postSearch: PostSearch
  readonly invitations: Invitations
  readonly personal: Personal
  readonly people: People
  readonly preferences: Preferences
  readonly presence: Pick<PresenceStates, 'arrive' | 'leave' | 'setActivity'>
  readonly typing: Typing
  readonly management: Management
  readonly moderation: Moderation
  readonly categories: Categories
  readonly groups: Groups
  readonly roomWeb: RoomWeb
  readonly picker: PeoplePicker
  readonly addIns: AddIns
  readonly recorder: Recorder
  /** Everything accepted so far is on disk. */
  settled(): Promise<void>
  close(): Promise<void>
}

export type ChannelDeps = {
  store: Store
  identity: Pick<
    Identity,
    'signWithPoolKey' | 'poolKid' | 'device' | 'findPerson' | 'principalsOf' | 'onSessionsEnded'
  >
  pool: Pool
  clock: { now(): number }
  log: Log
  metrics: Metrics
  domain: string
}

export async function createChannel(deps: ChannelDeps): Promise<Channel> {
  const { store, pool, clock, log } = deps
  const access = await createAccessCache(store)
  const states = await createPresenceStates({ store, pool })
  const roster = createRoster(pool, states.stateOf)
  const recorder = tellWhoIsThere({ recorder: await createRecorder({ store, clock }), roster, clock })
  const parts = { store, access, recorder, roster, states, pool, clock, log }

  const watch = createRightsWatch(parts)
  const mesh = createMesh({ ...parts, identity: deps.identity })
  revokeWithSessions(deps.identity, { epochs: mesh, log })
  const history = createHistory(parts)
  const delivery = createDelivery({ ...parts, watch })
  const tails = watchTails({ ...parts, delivery, history, log, metrics: deps.metrics })
  const rooms = createRooms({ ...parts, tails })
  const invitations = createInvitations(parts)
  const posting = createPosting({
    ...{ ...parts, delivery, refusals: createRefusals(parts), metrics: deps.metrics },
  })
  const relaying = createRelaying({ ...parts, posting, identity: deps.identity })
  const moderation = createModeration({ ...parts, posting, identity: deps.identity, domain: deps.domain })
  const managing = {
    ...parts,
    watch: reviewTickets(watch, mesh),
    invitations,
    moderation,
    domain: deps.domain,
  }
  const management = createManagement(managing)
  const categories = createCategories(managing)
  pool.subscribe((announcement) => {
    if (announcement.kind === 'entries') history.forget(announcement.room)
  })
  const endings = [tellOfPresence(parts), tellOfNewContent(parts)]
  const sweeping = sweepLexiconHourly(parts)
  const forgetting = setInterval(() => {
    const before = clock.now() - FLEETING_LIFE_MS
    store
      .forgetFleeting({ before })
      .then((forgotten) => (forgotten > 0 ? history.forget() : undefined))
      .catch((error: unknown) => log.error({ error }, 'could not forget unlogged bodies'))
  }, FORGET_EVERY_MS)

  async function settled(): Promise<void> {
    relaying.end()
    await Promise.all([posting.settled(), recorder.settled()])
    await delivery.settled()
  }

  return {
    ...{ rooms, posting, relaying, mesh, history, invitations, management, moderation, recorder, settled },
    search: createSearch({ store, access, rooms }),
    amendments: createAmendments(parts),
    postSearch: createPostSearch(parts),
    personal: createPersonal(parts),
    categories,
    groups: createGroups(managing),
    addIns: createAddIns(managing),
    roomWeb: createRoomWeb({ ...managing, management }),
    picker: createPeoplePicker(parts),
    people: createPeople(parts),
    preferences: createPreferences(parts),
    presence: states,
    typing: createTyping(parts),
    async close() {
      clearInterval(forgetting)
      for (const end of endings) end()
      await sweeping.stop()
      await tails.stop()
      await settled()
    },
  }
}
