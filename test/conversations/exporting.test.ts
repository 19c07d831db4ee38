// Exports to an officer's browser: what the command line writes, as one file, known before it leaves, and nothing stays behind.

import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished } from 'vitest'
import type { Manifest } from '../../server/compliance/export.ts'
import { conversation } from '../support/conversation.ts'
import { downloads, isCleared, opensCase, underWay } from '../support/export-scene.ts'
import { TestApp } from '../support/start-app.ts'
import { unzip } from '../support/unzip.ts'

const FORMATS = ['jsonl', 'xml', 'csv', 'eml', 'actiance']

conversation(
  '[P22.22] an officer gets as one file what the command line writes, told of before; nothing of it stays on the server',
  async ({ app, ada, grace }) => {
    const folder = mkdtempSync(join(tmpdir(), 'backchat-export-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    await app.admin('compliance.set', { to: 'on' })
    await opensCase(app, grace)
    await ada.joins('Harbour')
    for (const chat of ['The tide is in', 'Cast off', 'The tide is out']) await ada.posts(chat)
    await app.admin('compliance.run')
    const written = (await app.admin('compliance.case.export', {
      ...{ case: 'High water: part 2', folder, formats: FORMATS },
    })) as Manifest

    const path = 'cases/High%20water%3A%20part%202/export'
    const { answer, zip } = await downloads(app, grace, [path, { formats: FORMATS }])
    expect(answer.status).toBe(200)
    expect(answer.headers.get('content-type')).toBe('application/zip')
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="high-water-part-2.zip"')
    const files = unzip(zip)
    const manifest = JSON.parse(String(files.get('high-water-part-2-manifest.json'))) as Manifest
    expect(manifest).toMatchObject({ by: grace.uri, events: 2, case: { name: 'High water: part 2' } })
    expect(Object.keys(manifest).sort()).toEqual(Object.keys(written).sort())
    expect([...files.keys()].sort()).toEqual(readdirSync(folder).sort())
    for (const { name, bytes, sha256 } of manifest.files) {
      const file = files.get(name)
      expect(
        [
          file?.length,
          createHash('sha256')
            .update(file ?? '')
            .digest('hex'),
        ],
        name,
      ).toEqual([bytes, sha256])
    }
    for (const name of files.keys())
      if (/proofs|ndjson|csv/.test(name))
        expect(files.get(name), name).toEqual(await readFile(join(folder, name)))
    await isCleared(app)

    const nothing = [
      'export',
      { name: 'x', formats: ['csv'], search: { words: 'nobody said this' } },
    ] as const
    expect((await grace.http(`/api/compliance/${nothing[0]}`, nothing[1])).status).toBe(400)
    for (const wrong of [{ formats: [] }, { formats: ['webhook'] }, { formats: ['csv'], folder: '/tmp' }])
      expect((await grace.http(`/api/compliance/${path}`, wrong)).status, JSON.stringify(wrong)).toBe(400)
    await isCleared(app)
    await app.admin('compliance.run')
    const told = (await app.admin('compliance.search', { kinds: ['export'], person: 'grace' })) as {
      events: { event: string }[]
    }
    expect(told.events.map(({ event }) => JSON.parse(event).body.changes)).toMatchObject([
      { case: { to: 'High water: part 2' }, destination: { to: 'download' }, formats: { added: FORMATS } },
    ])
    await app.drains()
    mkdirSync(join(app.dataFolder, 'exports', 'of one that was killed'), { recursive: true })
    expect(underWay(app)).toHaveLength(1)
    await app.returns()
    expect(underWay(app)).toEqual([])
  },
)

conversation('[P22.22] what cannot be recorded is not exported', async () => {
  let isFull = false
  const app = await TestApp.start({
    store: (store) => ({
      ...store,
      recordAnyway: (events) =>
        isFull ? Promise.reject(new Error('No space.')) : store.recordAnyway(events),
    }),
  })
  onTestFinished(() => app.stop())
  await app.admin('compliance.set', { to: 'on' })
  await app.admin('compliance.run')
  const folder = join(app.dataFolder, 'case')
  const order = { name: 'all', folder, formats: ['csv'] }
  isFull = true
  await expect(app.admin('compliance.export', order)).rejects.toThrow('No space.')
  expect(readdirSync(app.dataFolder)).not.toContain('case')
  isFull = false
  await app.admin('compliance.export', order)
  expect(readdirSync(folder)).toContain('all-manifest.json')
  await expect(app.admin('compliance.export', order)).rejects.toMatchObject({ code: 'DataCollision' })
})
