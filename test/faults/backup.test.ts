// I-24: a backup that is taken while people post holds everything that was confirmed before, and a server starts on it.

import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { breaches } from '../oracles/breaches.ts'
import { backchat } from '../support/command-line.ts'
import { type MainProcess, startMain } from '../support/main-process.ts'
import { confirmed, furnish, postAll, signInAll } from './furnished.ts'
import { historyOf } from './history-of.ts'
import { isTaken } from './refusing.ts'

const OTHERS = 0o077

let root: string
let dataFolder: string
let server: MainProcess | undefined

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'backchat-backup-'))
  dataFolder = join(root, 'data')
})
afterEach(async () => {
  await server?.kill('SIGKILL')
  rmSync(root, { recursive: true })
})

test('I-24: a backup taken under load restores to its moment', async () => {
  const room = await furnish(dataFolder, 'on')
  server = startMain({ environment: { BACKCHAT_DATA: dataFolder } })
  const url = await server.ready()
  const posters = await signInAll(url)
  const done = postAll(posters, { url, room })
  await vi.waitFor(() => expect(confirmed(posters)).toBeGreaterThan(30), { timeout: 20_000 })
  const before = posters.map(({ uri, sealed, receipts }) => ({ uri, sealed, receipts: new Map(receipts) }))

  const backup = join(root, 'backup')
  const made = await backchat(dataFolder, ['store', 'backup', backup])
  expect(made).toMatchObject({ code: 0, err: '' })
  expect(made.out).toMatch(
    /^\d+ entries in 1 rooms were read: every text, place and signature is as it was stored\.\n$/,
  )
  const count = confirmed(posters)
  await vi.waitFor(() => expect(confirmed(posters)).toBeGreaterThan(count), { timeout: 20_000 })
  expect(await server.kill('SIGTERM')).toBe(0)
  await done

  expect(statSync(join(backup, 'backchat.sqlite')).mode & OTHERS).toBe(0)
  expect(Number.parseInt(made.out, 10), 'it went on meanwhile').toBeLessThan(confirmed(posters))
  await isTaken(backup)
  expect(await backchat(dataFolder, ['store', 'backup', backup]), 'it overwrites nothing').toMatchObject({
    ...{
      code: 1,
      out: '',
      err: expect.stringMatching(/is not empty; name a folder that is not there yet\.\n$/),
    },
  })
  expect(breaches(await historyOf(backup, before))).toEqual([])
})
