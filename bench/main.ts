// npm run bench: Backchat beside a bare Socket.IO broadcast, one after the other in the same run, on real
// sockets. `npm run bench -- rooms history` runs only those parts. How to read it: docs/performance.md.

import { measureArchive } from './archive.ts'
import { measureArchiveSearch } from './archive-search.ts'
import { startBackchat } from './backchat-target.ts'
import { startBare } from './bare-target.ts'
import { startDatabase } from './database.ts'
import { type Part, parts } from './parts.ts'
import { measureSearch } from './search.ts'
import { measureSteps } from './steps.ts'
import { printTable, type Row } from './table.ts'
import type { Start } from './target.ts'

const SECONDS = Number(process.env.BENCH_SECONDS ?? 4)
const ROUNDS = Number(process.env.BENCH_ROUNDS ?? 1)
const STEPS = 'steps'
/** Of the database alone, on each that there is. */
const ofDatabase = { search: measureSearch, archive: measureArchive, 'archive-search': measureArchiveSearch }

const asked = process.argv.slice(2)
const known = [...parts.map(({ name }) => name), STEPS, ...Object.keys(ofDatabase)]
for (const name of asked)
  if (!known.includes(name)) throw new Error(`There is no part called ${name}, only: ${known.join(' ')}.`)
const isWanted = (name: string) => asked.length === 0 || asked.includes(name)

const wanted = parts.filter(({ name }) => isWanted(name))
const needsDatabase = Object.keys(ofDatabase).some(isWanted) || wanted.some(({ ofPostgres }) => ofPostgres)
const database = needsDatabase ? await startDatabase() : undefined
const columns: { name: string; start: Start; runs: (part: Part) => boolean }[] = [
  { name: 'bare Socket.IO', start: startBare, runs: (part) => part.ofBare },
  { name: 'Backchat, SQLite', start: (need) => startBackchat(need), runs: () => true },
]
if (database)
  columns.push({
    name: 'Backchat, PostgreSQL',
    start: (need) => startBackchat(need, database),
    runs: (part) => part.ofPostgres,
  })

try {
  const measured = new Map<string, Row[]>()
  for (const { name } of columns) measured.set(name, [])
  for (let round = 0; round < ROUNDS; round += 1)
    for (const part of wanted)
      for (const { name, start, runs } of columns)
        if (runs(part)) measured.get(name)?.push(await part.measure(start, SECONDS))
  if (wanted.length > 0) printTable(measured)
  if (!database && needsDatabase) console.log('\nskipped: no PostgreSQL here')
  if (isWanted(STEPS)) await measureSteps()
  for (const [name, measure] of Object.entries(ofDatabase)) if (isWanted(name)) await measure(database)
} finally {
  await database?.stop()
}
