// The real server over a throw-away data folder: SQLite on disk with synchronous=FULL, or the PostgreSQL that the
// environment names; compliance recording on. People and rooms come in by the administrator's acts.

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type App, startApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'
import type { AppendItem } from '../server/store/append.ts'
import { TEXT } from './text.ts'

const BENCH_PASSWORD = 'a long password for the bench'
const POSTS_AT_ONCE = 500

const [people = 1, rooms = 1, history = 0] = process.argv.slice(2, 5).map(Number)
const to = process.argv[5] ?? 'on'
const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-bench-'))
const app = await startApp(
  readConfig({
    BACKCHAT_PORT: '0',
    BACKCHAT_DATA: dataFolder,
    BACKCHAT_LOG_LEVEL: 'error',
    BACKCHAT_DATABASE_URL: process.env.BACKCHAT_DATABASE_URL,
  }),
)

const usernames = Array.from({ length: people }, (_, index) => `person${index}`)
for (const username of usernames) {
  await app.admin.run({
    act: 'user.add',
    args: { username, displayName: username, password: BENCH_PASSWORD },
  })
}
await app.admin.run({ act: 'category.add', args: { name: 'Bench', allow: ['everyone'] } })
const uris: string[] = []
for (let index = 0; index < rooms; index += 1) {
  const made = await app.admin.run({
    act: 'room.add',
    args: { name: `Room ${index}`, category: 'Bench', privacy: 'open' },
  })
  uris.push((made as { uri: string }).uri)
}
await fill(app, uris[0] ?? '', history)
await app.admin.run({ act: 'compliance.set', args: { to } })
console.log(JSON.stringify({ url: app.url, usernames, rooms: uris, password: BENCH_PASSWORD }))

process.on('SIGTERM', () => {
  void app.stop().then(() => {
    rmSync(dataFolder, { recursive: true })
    process.exit(0)
  })
})

/** Past posts go straight to the store: their signatures are as long as real ones, and nobody checks them again. */
async function fill({ store }: App, room: string, posts: number): Promise<void> {
  const access = await store.roomAccess({ uri: room })
  if (!access) throw new Error('The room to be filled is not there.')
  const device = randomUUID()
  for (let from = 1; from <= posts; from += POSTS_AT_ONCE) {
    const count = Math.min(POSTS_AT_ONCE, posts - from + 1)
    const items = Array.from({ length: count }, (_, index) =>
      pastPost({ room, device, roomId: access.room.id }, from + index),
    )
    await store.append({ aclEpoch: access.aclEpoch, at: Date.now(), items })
  }
}

function pastPost(at: { room: string; roomId: number; device: string }, dseq: number): AppendItem {
  const { room, roomId, device } = at
  const id = randomUUID()
  const author = 'sip:person0@localhost'
  const hlc = `${Date.now().toString(16).padStart(12, '0')}-0000`
  const salt = randomBytes(16).toString('base64url')
  const post = { v: 1, kind: 'chat', id, room, author, device, dseq, prev: null, hlc, salt, chat: TEXT }
  const signed = JSON.stringify(post)
  const sig = createHash('sha512').update(signed).digest('base64url')
  const event = { at: 0, kind: 'chat', room, person: author, device, seq: null, post: id, body: '{}' }
  return {
    ...{ roomId, id, device, dseq, author, signed, sig, event },
    ...{ kind: 'chat', via: 'server', fleeting: false },
  }
}
