// SQLite sits the exam.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { vi } from 'vitest'
import { openStore } from '../../server/store/open-store.ts'
import type { Examinee } from './examinee.ts'
import { examineStore } from './store.ts'

// The properties ask hundreds of times, each with its own fsync.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 })

examineStore('SQLite', async () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-exam-'))
  const open = () => openStore({ dataFolder, onBroken: (fault) => console.error(fault) })
  const examinee: Examinee = {
    store: await open(),
    async reopen() {
      await examinee.store.close()
      examinee.store = await open()
      return examinee.store
    },
    async close() {
      await examinee.store.close()
      rmSync(dataFolder, { recursive: true })
    },
  }
  return examinee
})
