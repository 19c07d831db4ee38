// Opening a PostgreSQL: what may not be trusted with posts is refused in one sentence, and nodes may start at once.

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, inject, test } from 'vitest'
import { readConfig } from '../../server/config.ts'
import { silentLog } from '../../server/logger.ts'
import { openServices } from '../../server/services.ts'
import { furnishFolder } from '../support/furnish.ts'
import { startCluster } from '../support/postgres.ts'
import { TestApp } from '../support/start-app.ts'
import { openNode, withDatabase } from './fresh-database.ts'

async function tell(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}

function nameIn(url: string): string {
  return url.slice(url.lastIndexOf('/') + 1)
}

test('scenes of this project are kept in PostgreSQL', async () => {
  const app = await TestApp.start()
  expect(existsSync(join(app.dataFolder, 'lock.sqlite'))).toBe(true)
  expect(existsSync(join(app.dataFolder, 'backchat.sqlite'))).toBe(false)
  await app.stop()
})

test('a database that acknowledges before it has written is refused', () =>
  withDatabase(async (url, open) => {
    await tell(url, `alter database ${nameIn(url)} set synchronous_commit = off`)
    await expect(open()).rejects.toThrow(/synchronous_commit = off/)
    await tell(url, `alter database ${nameIn(url)} set synchronous_commit = local`)
    expect(await (await open()).aclEpoch({})).toBe(0)
  }))

test('a server that does not write at all is refused', async () => {
  const cluster = await startCluster({ fsync: 'off' })
  await expect(openNode(cluster.url)).rejects.toThrow(/fsync = off/)
  await cluster.stop()
})

test('a database of a newer version is refused, and left as it is', () =>
  withDatabase(async (url, open) => {
    await open()
    await tell(url, `insert into kysely_migration values ('9999-later', now()::text)`)
    await expect(openNode(url)).rejects.toThrow('made by a newer version')
    await tell(url, `delete from kysely_migration where name = '9999-later'`)
    await open()
  }))

test('nodes that start at once over an empty database agree', () =>
  withDatabase(async (_url, open) => {
    const nodes = await Promise.all([open(), open(), open()])
    const secrets = nodes.map((node, index) => node.ensureMeta({ key: 'secret', value: String(index) }))
    expect(new Set(await Promise.all(secrets)).size).toBe(1)
  }))

test('what cannot be reached stops the start with the name of the variable, and no password', async () => {
  const url = inject('postgresUrl').replace(/:\d+\/.*$/, ':1/nowhere')
  const app = await TestApp.start()
  const config = readConfig({ BACKCHAT_DATA: join(app.dataFolder, 'other'), BACKCHAT_DATABASE_URL: url })
  const opening = openServices(config, { clock: { now: Date.now }, log: silentLog, onBroken: () => {} })
  const error = await opening.catch((reason: unknown) => reason)
  await app.stop()
  expect(error).toBeInstanceOf(Error)
  const { message } = error as Error
  expect(message).toMatch(/^BACKCHAT_DATABASE_URL should name a database that can be used\. .*ECONNREFUSED/)
  expect(message).not.toContain(new URL(url).password)
})

test('text with NUL, which PostgreSQL cannot hold, is the asker’s mistake', () =>
  withDatabase(async (_url, open) => {
    const node = await open()
    const set = (instance: string) =>
      node.setPresence({ person: 'sip:ada@quay.example', publish: [instance], remove: [] })
    await expect(set('a\0b')).rejects.toMatchObject({ code: 'InvalidArgument' })
    expect(await set('ab')).toMatchObject({ instances: ['ab'] })
  }))

test('the archive alone may be kept in PostgreSQL, the chat in a file', () =>
  withDatabase(async (url) => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-apart-'))
    const config = readConfig({ BACKCHAT_DATA: dataFolder, BACKCHAT_COMPLIANCE_DATABASE_URL: url })
    const services = await openServices(config, {
      ...{ clock: { now: Date.now }, log: silentLog, onBroken: () => {} },
    })
    try {
      await services.admin.run({ act: 'compliance.set', args: { to: 'on' } })
      await furnishFolder(services, { people: [], rooms: ['Harbour'] })
      expect(await services.admin.run({ act: 'compliance.run', args: {} })).not.toMatchObject({ moved: 0 })
      expect(await services.admin.run({ act: 'compliance.verify', args: {} })).toMatchObject({ findings: [] })
    } finally {
      await services.close()
    }
    expect(readdirSync(dataFolder)).toContain('backchat.sqlite')
    expect(readdirSync(dataFolder)).not.toContain('archive.sqlite')
    rmSync(dataFolder, { recursive: true })
  }))
