// what the data folder holds is not this server's to use. It says so in one sentence, with the way out.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { backchat } from '../support/command-line.ts'
import { startMain } from '../support/main-process.ts'
import { isRefused, isTaken } from './refusing.ts'
import { makeDisk, whyNoDisk } from './small-disk.ts'

let root: string
let folder: string
let file: string

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'backchat-refused-'))
  folder = join(root, 'data')
  file = join(folder, 'backchat.sqlite')
})
afterEach(() => rmSync(root, { recursive: true }))

function change(statement: string): void {
  const database = new Database(file)
  database.exec(statement)
  database.close()
}

test('X-20: it is the database of another program', async () => {
  await isTaken(folder)
  rmSync(file)
  change('create table songs (name text)')
  await isRefused(
    folder,
    /is the database of another program\. Name another data folder with BACKCHAT_DATA\.$/,
  )
  expect(readFileSync(file).includes('kysely'), 'nothing was put into it').toBe(false)
})

test('X-20: it is no database at all: the process says so in one line and ends with 1', async () => {
  await isTaken(folder)
  writeFileSync(file, 'Dear diary, '.repeat(1_000))
  const refused = startMain({ environment: { BACKCHAT_DATA: folder } })
  expect(await refused.ended).toBe(1)
  expect(refused.err()).toMatch(
    /^\S+ is not a database of Backchat, or .+ `backchat store check` tells more\.\n$/,
  )
  expect(await backchat(folder, ['store', 'check'])).toMatchObject({
    ...{ code: 1, out: '', err: expect.stringMatching(/^\S+ is not a database of Backchat.+\n$/) },
  })
})

test('X-19: it was made by a newer version', async () => {
  await isTaken(folder)
  change("insert into kysely_migration values ('9999-later', '2030-01-01T00:00:00.000Z')")
  await isRefused(folder, /^This database was made by a newer version of Backchat\. Install that version, or/)
})

test('X-20: an older one, put in place on purpose, is taken once the count is removed', async () => {
  await isTaken(folder)
  writeFileSync(`${file}-count`, '1000\n')
  await isRefused(folder, /lacks the last 1000 of 1000 posts .+ on purpose, remove \S+-count and start again/)
  rmSync(`${file}-count`)
  await isTaken(folder)
  expect(readFileSync(`${file}-count`, 'utf8')).toBe('0\n')
})

test('X-20: its disk can only be read', async ({ skip }) => {
  const why = whyNoDisk()
  if (why) skip(why)
  const disk = makeDisk({ megabytes: 16 })
  try {
    folder = join(disk.folder, 'data')
    await isTaken(folder)
    disk.makeReadOnly()
    await isRefused(
      folder,
      /^The data folder \S+ cannot be written to \(.+\)\. Let the user who runs Backchat write there, or name/,
    )
  } finally {
    disk.remove()
  }
})

test('X-20: the folder is a file', async () => {
  writeFileSync(folder, '')
  await isRefused(folder, /^BACKCHAT_DATA should name a folder; \S+ is none\.$/)
})

test.each<[what: string, name: string, put: (path: string) => void]>([
  ['a folder', 'backchat.sqlite', (path) => mkdirSync(path)],
  ['a folder', 'backchat.sqlite-wal', (path) => mkdirSync(path)],
  ['a folder', 'backchat.sqlite-count', (path) => mkdirSync(path)],
  ['a folder', 'lock.sqlite', (path) => mkdirSync(path)],
  ['a folder', 'control.sock', (path) => mkdirSync(path)],
  ['a link to itself', 'backchat.sqlite', (path) => symlinkSync(path, path)],
  ['a link to nowhere', 'backchat.sqlite', (path) => symlinkSync('/nowhere/at/all', path)],
  // Whoever opens one waits until somebody writes.
  ['a pipe', 'backchat.sqlite', (path) => void execFileSync('mkfifo', [path])],
  ['a pipe', 'lock.sqlite', (path) => void execFileSync('mkfifo', [path])],
])('X-20: %s stands where %s should', async (_what, name, put) => {
  mkdirSync(folder)
  const path = join(folder, name)
  put(path)
  await isRefused(folder, new RegExp(`^${path} should be a file .+ Move it away and start again\\.$`))
  rmSync(path, { recursive: true })
  await isTaken(folder)
})

test('X-20: the check too says what stands where the database should', async () => {
  await isTaken(folder)
  rmSync(file)
  mkdirSync(file)
  const err = expect.stringMatching(/^\S+backchat\.sqlite should be a file .+\n$/)
  expect(await backchat(folder, ['store', 'check'])).toMatchObject({ code: 1, out: '', err })
})

test('X-20: a link to a database elsewhere is followed', async () => {
  await isTaken(folder)
  const elsewhere = join(root, 'elsewhere.sqlite')
  writeFileSync(elsewhere, readFileSync(file))
  rmSync(file)
  symlinkSync(elsewhere, file)
  await isTaken(folder)
})

test('X-20: the lock, which holds nothing, is damaged: no backup is asked for', async () => {
  await isTaken(folder)
  const lock = join(folder, 'lock.sqlite')
  writeFileSync(lock, 'Dear diary, '.repeat(1_000))
  await isRefused(folder, /^\S+lock\.sqlite holds nothing .+ Remove it and start again\.$/)
  rmSync(lock)
  await isTaken(folder)
})
