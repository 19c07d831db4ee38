// PostgreSQL sits the exam.

import { inject } from 'vitest'
import { silentLog } from '../../server/logger.ts'
import { openPostgresStore } from '../../server/store/postgres/postgres-store.ts'
import { createDatabase, dropDatabase } from '../support/postgres.ts'
import type { Examinee } from './examinee.ts'
import { examineStore } from './store.ts'

examineStore('PostgreSQL', async () => {
  const url = await createDatabase(inject('postgresUrl'))
  const open = () => openPostgresStore({ url, log: silentLog })
  const examinee: Examinee = {
    store: await open(),
    async reopen() {
      await examinee.store.close()
      examinee.store = await open()
      return examinee.store
    },
    async close() {
      await examinee.store.close()
      await dropDatabase(url)
    },
  }
  return examinee
})
