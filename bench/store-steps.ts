// What the store's part of a post costs, and a page of history without the socket: SQLite on disk, in its threads.

import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { posted } from '../server/compliance/record.ts'
import type { AppendItem } from '../server/store/append.ts'
import { openStore } from '../server/store/open-store.ts'
import type { Store } from '../server/store/store.ts'
import { median } from './scenarios.ts'
import { AUTHOR, costOf, ROOM, type Say, sealOne } from './step.ts'
import { TEXT } from './text.ts'

const IN_A_COMMIT = 16
const COMMITS = 16
let newWord = 0
const SAYING: [what: string, () => { chat?: string; fleeting?: boolean }][] = [
  ['not indexed', () => ({ fleeting: true })],
  ['indexed afterwards', () => ({})],
  ['indexed afterwards, one word in it new', () => ({ chat: `${TEXT} knot${++newWord}` })],
]
const PAST_POSTS = 100_000
const PAGES = 200

export async function sayStoreSteps(say: Say): Promise<void> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-bench-'))
  const store = await openStore({
    dataFolder,
    onBroken: (fault) => {
      throw fault
    },
  })
  try {
    await store.setCompliance({ to: 'on', at: 0 })
    const room = { roomId: await furnish(store), aclEpoch: await store.aclEpoch({}) }
    for (const size of [1, 4, 16, 64]) {
      const us = await costOf(Math.ceil(200 / size), () => append(store, room, itemsOf(room, size)))
      say(`append to SQLite on disk, ${size} in a commit, thread hops included, per post`, us / size)
    }
    for (const [what, saidOf] of SAYING) {
      const us = await costOf(4, async () => {
        for (let commit = 0; commit < COMMITS; commit += 1)
          await append(store, room, itemsOf(room, IN_A_COMMIT, saidOf))
        await store.indexed()
      })
      say(`the same, ${IN_A_COMMIT} in a commit, ${what}`, us / COMMITS / IN_A_COMMIT)
    }
    for (let posts = 0; posts < PAST_POSTS; posts += 500) await append(store, room, itemsOf(room, 500))
    say(`newest 50 of ${PAST_POSTS.toLocaleString('en')}, p50 of the query alone`, await pageUs(store, room))
  } finally {
    await store.close()
    rmSync(dataFolder, { recursive: true })
  }
}

type Room = { roomId: number; aclEpoch: number }

function append(store: Store, { aclEpoch }: Room, items: AppendItem[]) {
  return store.append({ aclEpoch, at: Date.now(), items })
}

/** Time, not CPU: whoever opens the room waits for it. */
async function pageUs(store: Store, { roomId }: Room): Promise<number> {
  const took: number[] = []
  for (let page = 0; page < PAGES; page += 1) {
    const startedAt = performance.now()
    await store.page({ roomId, mode: 'last', seq: 0, count: 50 })
    took.push((performance.now() - startedAt) * 1000)
  }
  return median(took)
}

async function furnish(store: Store): Promise<number> {
  const category = { uri: 'ma-cat://localhost/1', name: 'Quay', nameFolded: 'quay', description: '' }
  await store.addCategory({
    ...{ ...category, at: 0, scope: { allow: ['everyone'], deny: [], creator: [] } },
    ...{ invitations: false, fileUpload: false, chatHistory: true },
  })
  await store.addRoom({
    ...{ uri: ROOM, name: 'Bench', description: '', addIn: null, disabled: false, by: null },
    ...{ privacy: 'open', type: 'normal', invitations: false, categoryUri: category.uri, at: 0 },
    judgedAt: await store.aclEpoch({}),
    roles: { member: [], manager: [], presenter: [] },
  })
  const access = await store.roomAccess({ uri: ROOM })
  if (!access) throw new Error('The room is not there.')
  return access.room.id
}

let dseq = 0
const device = randomUUID()
const { sealed } = sealOne()

/** Each with an id of its own in what it says: the store answers no page whose posts are filed under other names. */
function itemsOf(
  { roomId }: Room,
  size: number,
  saidOf: () => { chat?: string; fleeting?: boolean } = () => ({}),
) {
  return Array.from({ length: size }, () => {
    const id = randomUUID()
    dseq += 1
    const { fleeting = false, ...said } = saidOf()
    const signed = JSON.stringify({ ...JSON.parse(sealed.signed), ...said, id, device, dseq })
    const carried = { signed, sig: sealed.sig }
    const event = posted({ room: ROOM, author: AUTHOR, device, id, kind: 'chat', ...carried })
    return {
      ...{ roomId, id, device, dseq, author: AUTHOR, event, ...carried },
      ...{ kind: 'chat', via: 'server' as const, fleeting },
    }
  })
}
