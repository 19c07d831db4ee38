// One schedule: what people do and what goes wrong, drawn from a seed; then everything is healed, and what the
// device and the server hold is looked at. The story says in words what happened.

import { countUnsent, pendingPosts } from '../../../client/cache/outbox.ts'
import { type Made, outboxBreaches } from '../../oracles/outbox.ts'
import { seededRandom } from '../../support/seeded-random.ts'
import { BEN, signedOf } from '../support/cast.ts'
import { readDevice, timelineBreaches } from './device.ts'
import { quiet } from './event-loop.ts'
import type { Mutant } from './mutants.ts'
import { Place, ROOMS } from './place.ts'
import { forgetProfile } from './profiles.ts'
import { Tab } from './tab.ts'

export type Told = { seed: number; breaches: string[]; story: string[] }
type Writing = Made & { order: number }
type Scene = { place: Place; tabs: Tab[]; made: Writing[]; tell(words: string): void; opens(): void }
type Happening = { weight: number; happens(scene: Scene): Promise<void> | void }

const STEPS = 12
const LONGEST_PAUSE_MS = 3_000
const OUTAGE_MS = 8_000
const HEALED_WITHIN_MS = 10 * 60_000
/** A core with something wrong may never come to rest. */
const PATIENCE_WITH_MUTANTS_MS = 20_000

export async function runSchedule(seed: number, mutant?: Mutant): Promise<Told> {
  const random = seededRandom(seed)
  const place = new Place(random)
  const story: string[] = []
  const tell = (words: string) => story.push(`${(place.time.elapsed / 1_000).toFixed(3)} s: ${words}`)
  let opened = 0
  const opens = () => {
    opened += 1
    tell(`tab ${opened} opens`)
    scene.tabs.push(new Tab(place, `tab ${opened}`, mutant))
  }
  const scene: Scene = { place, tabs: [], made: [], tell, opens }
  opens()
  for (let step = 0; step < STEPS; step += 1) {
    await place.time.pass(random.below(LONGEST_PAUSE_MS))
    await place.pick(lots)?.(scene)
  }
  await heal(scene, mutant ? PATIENCE_WITH_MUTANTS_MS : HEALED_WITHIN_MS)
  const breaches = await look(scene)
  for (const tab of scene.tabs) tab.die()
  await forgetProfile(place.profile)
  return { seed, breaches, story }
}

const happenings: Record<string, Happening> = {
  'Ada writes': { weight: 8, happens: adaWrites },
  'Ben writes': { weight: 5, happens: (scene) => benWrites(scene, true) },
  'Ben is not heard': { weight: 2, happens: (scene) => benWrites(scene, false) },
  'the link is cut': {
    weight: 2,
    happens: (scene) => ofATab(scene, 'is cut off', (tab) => tab.cutLink()),
  },
  'the link is a hole': {
    weight: 2,
    happens: (scene) => ofATab(scene, 'is in a hole', (tab) => tab.vanish()),
  },
  'the network goes': { weight: 1, happens: (scene) => outage(scene, 'no network', 'isOnline', false) },
  'the server crashes': { weight: 2, happens: serverCrashes },
  'the server is busy': { weight: 1, happens: (scene) => ofServer(scene, 'busy', 'isBusy') },
  'the database is away': {
    weight: 2,
    happens: (scene) => ofServer(scene, 'without its database', 'isAtFault'),
  },
  'a tab crashes': { weight: 2, happens: tabCrashes },
  'another tab opens': { weight: 1, happens: ({ opens }) => opens() },
  'a room closes': { weight: 1, happens: roomCloses },
  'entries are repeated': {
    weight: 1,
    happens: ({ place }) => place.server.repeatNewest(place.pick(ROOMS) ?? ''),
  },
}

/** Each as often as it weighs. */
const lots = Object.values(happenings).flatMap(({ weight, happens }) =>
  Array.from({ length: weight }, () => happens),
)

/** Some posts in quick succession, so that several are on their way at once. */
async function adaWrites({ place, tabs, made, tell }: Scene): Promise<void> {
  const tab = place.pick(tabs)
  const room = place.pick(ROOMS) ?? ''
  if (tab === undefined) return
  for (let left = 1 + place.random.below(4); left > 0; left -= 1) {
    const order = made.length + 1
    const written = tab
      .write(room, `post ${order}`)
      .then((id) => made.push({ room, id, chat: `post ${order}`, order }))
    await quiet()
    await written
    tell(`Ada writes post ${order} in ${nameOf(room)} on ${tab.name}`)
    if (place.random.below(3) === 0) await place.time.pass(place.random.below(80))
  }
}

/** @param isHeard false when the announcement is lost on its way, though the post is stored */
function benWrites({ place, tell }: Scene, isHeard: boolean): void {
  const room = place.pick(ROOMS) ?? ''
  if (!place.server.isUp) return
  const signed = (seq: number) => signedOf({ room, author: BEN, id: benId(room, seq), chat: `ben ${seq}` })
  place.server.benPosts(room, signed, isHeard)
  tell(`Ben writes in ${nameOf(room)}${isHeard ? '' : ', which nobody hears'}`)
}

function ofATab({ place, tabs, tell }: Scene, words: string, happens: (tab: Tab) => void): void {
  const tab = place.pick(tabs)
  if (tab === undefined) return
  tell(`${tab.name} ${words}`)
  happens(tab)
}

function outage({ place, tabs, tell }: Scene, words: string, flag: 'isOnline', during: boolean): void {
  tell(words)
  place[flag] = during
  for (const tab of tabs) tab.cutLink()
  place.time.after(1 + place.random.below(OUTAGE_MS), () => {
    place[flag] = !during
  })
}

function serverCrashes({ place, tell }: Scene): void {
  tell('the server crashes')
  place.server.crash()
  place.time.after(1 + place.random.below(OUTAGE_MS), () => {
    place.server.isUp = true
  })
}

function ofServer({ place, tell }: Scene, words: string, flag: 'isBusy' | 'isAtFault'): void {
  tell(`the server is ${words}`)
  place.server[flag] = true
  place.time.after(1 + place.random.below(OUTAGE_MS), () => {
    place.server[flag] = false
  })
}

function tabCrashes({ place, tabs, tell, opens }: Scene): void {
  const tab = place.pick(tabs)
  if (tab === undefined) return
  tell(`${tab.name} crashes`)
  tab.die()
  tabs.splice(tabs.indexOf(tab), 1)
  place.time.after(place.random.below(OUTAGE_MS), opens)
}

function roomCloses({ place, tell }: Scene): void {
  const room = place.pick(ROOMS) ?? ''
  tell(`${nameOf(room)} closes to Ada`)
  place.server.closeTo(room)
}

async function heal({ place, tabs, tell, opens }: Scene, patienceMs: number): Promise<void> {
  tell('everything is healed')
  await place.time.pass(OUTAGE_MS + 1)
  Object.assign(place, { isOnline: true })
  Object.assign(place.server, { isUp: true, isBusy: false, isAtFault: false })
  // Rooms are opened again, and that is learnt by coming back.
  place.server.closed.clear()
  if (tabs.length === 0) opens()
  for (const tab of tabs) tab.cutLink()
  for (let waited = 0; waited < patienceMs; waited += 5_000) {
    await place.time.pass(5_000)
    if (waited >= 40_000 && (await isSettled(tabs))) return
  }
}

async function isSettled(tabs: Tab[]): Promise<boolean> {
  const [tab] = tabs
  const left = tab && (await asked(pendingPosts(tab.cache)))
  return left?.length === 0
}

/** The answer of the cache needs turns of the event loop, which are ours to give. */
export async function asked<T>(question: Promise<T>): Promise<T> {
  await quiet()
  return await question
}

async function look({ place, tabs, made }: Scene): Promise<string[]> {
  const [tab] = tabs
  if (tab === undefined) return ['no tab is left to look at']
  const device = await asked(readDevice(tab.cache, ROOMS))
  const rooms = ROOMS.map((room) => ({ room, log: place.server.logOf(room) }))
  const stored = rooms.map(({ room, log }) => storedRoom(room, log))
  return [
    ...outboxBreaches({ made, shown: device.shown, rooms: stored }),
    ...rooms.flatMap(({ room, log }) => timelineBreaches(room, device, log)),
    ...orderBreaches(made, stored),
    ...((await asked(countUnsent(tab.cache))) === device.unsent
      ? []
      : ['the outbox changes when all is done']),
  ]
}

type Parsed = { id: string; device: string; dseq: number; author: string; chat: string }

function storedRoom(room: string, log: { seq: number; signed: string }[]) {
  const entries = log.map(({ seq, signed }) => {
    const { id, device, dseq } = JSON.parse(signed) as Parsed
    return { seq, id, device, dseq, kind: 'chat', signed, hash: '', chain: '' }
  })
  return { room, head: log.length, entries }
}

/** Ada's posts stand in each room in the order in which she wrote them, and so do their places in her device's sequence. */
function orderBreaches(made: Writing[], rooms: ReturnType<typeof storedRoom>[]): string[] {
  const orders = new Map(made.map(({ id, order }) => [id, order]))
  return rooms.flatMap(({ room, entries }) => {
    const mine = entries.filter(({ id }) => orders.has(id))
    return mine.slice(1).flatMap(({ id, dseq }, index) => {
      const before = mine[index]
      if (before === undefined) return []
      const isLater = (orders.get(id) ?? 0) > (orders.get(before.id) ?? 0)
      return [
        ...(isLater
          ? []
          : [`post ${orders.get(id)} stands after post ${orders.get(before.id)} in ${nameOf(room)}`]),
        ...(dseq > before.dseq ? [] : [`dseq ${dseq} comes after ${before.dseq} in ${nameOf(room)}`]),
      ]
    })
  })
}

function nameOf(room: string): string {
  return room === ROOMS[0] ? 'the harbour' : 'the bridge'
}

function benId(room: string, seq: number): string {
  return `00000000-0000-7000-8000-${ROOMS.indexOf(room)}${seq.toString(16).padStart(11, '0')}`
}
