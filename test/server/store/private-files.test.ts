import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../../../server/store/open-store.ts'

const OTHERS = 0o077

test('nobody else may read the database, also in a folder that is open to all', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-files-'))
  chmodSync(dataFolder, 0o755)
  const store = await openStore({ dataFolder, onBroken: () => {} })
  try {
    await store.setMeta({ key: 'session_secret', value: 'not for everyone' })
    const files = readdirSync(dataFolder)
    const names = ['backchat.sqlite', 'backchat.sqlite-count', 'backchat.sqlite-shm', 'backchat.sqlite-wal']
    expect(files.toSorted()).toEqual(names)
    for (const file of files) expect(statSync(join(dataFolder, file)).mode & OTHERS, file).toBe(0)
  } finally {
    await store.close()
    rmSync(dataFolder, { recursive: true })
  }
})
