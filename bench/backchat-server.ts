// The real server over a throw-away data folder: SQLite on disk, synchronous=FULL, compliance recording on.
// People and rooms come in by the administrator's acts, as they would at the command line.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../server/app.ts'
import { readConfig } from '../server/config.ts'

const [people = '1', rooms = '1'] = process.argv.slice(2)
export const BENCH_PASSWORD = 'a long password for the bench'

const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-bench-'))
const app = await startApp(
  readConfig({ BACKCHAT_PORT: '0', BACKCHAT_DATA: dataFolder, BACKCHAT_LOG_LEVEL: 'error' }),
)

const usernames = Array.from({ length: Number(people) }, (_, index) => `person${index}`)
for (const username of usernames) {
  await app.admin.run({
    act: 'user.add',
    args: { username, displayName: username, password: BENCH_PASSWORD },
  })
}
await app.admin.run({ act: 'category.add', args: { name: 'Bench', allow: ['everyone'] } })
const uris: string[] = []
for (let index = 0; index < Number(rooms); index += 1) {
  const made = await app.admin.run({
    act: 'room.add',
    args: { name: `Room ${index}`, category: 'Bench', privacy: 'open' },
  })
  uris.push((made as { uri: string }).uri)
}
await app.admin.run({ act: 'compliance.set', args: { to: 'on' } })
console.log(JSON.stringify({ url: app.url, usernames, rooms: uris, password: BENCH_PASSWORD }))

process.on('SIGTERM', () => {
  void app.stop().then(() => {
    rmSync(dataFolder, { recursive: true })
    process.exit(0)
  })
})
