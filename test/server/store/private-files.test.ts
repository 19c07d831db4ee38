import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore, takeDataFolder } from '../../../server/store/open-store.ts'

const OTHERS = 0o077

test('nobody else may read the database, also in a folder that is open to all', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-files-'))
  chmodSync(dataFolder, 0o755)
  const lock = takeDataFolder(dataFolder)
  const store = await openStore({ dataFolder, onBroken: () => {} })
  try {
    await store.setMeta({ key: 'session_secret', value: 'not for everyone' })
    const files = readdirSync(dataFolder)
    // Whoever may read the lock may hold it, and then nobody starts.
    const locks = ['lock.sqlite', 'lock.sqlite-journal']
    const names = ['backchat.sqlite', 'backchat.sqlite-count', 'backchat.sqlite-shm', 'backchat.sqlite-wal']
    expect(files.toSorted()).toEqual([...names, ...locks])
    for (const file of files) expect(statSync(join(dataFolder, file)).mode & OTHERS, file).toBe(0)
  } finally {
    await store.close()
    lock?.release()
    rmSync(dataFolder, { recursive: true })
  }
})
