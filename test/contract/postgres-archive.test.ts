// PostgreSQL sits the archive's exam.

import { inject } from 'vitest'
import { silentLog } from '../../server/logger.ts'
import { openArchive } from '../../server/store/archive/open-archive.ts'
import { createDatabase, dropDatabase } from '../support/postgres.ts'
import { examineArchive } from './archive-exam.ts'
import { examineProof } from './archive-proof.ts'

async function open() {
  const url = await createDatabase(inject('postgresUrl'))
  const db = await openArchive({ url, log: silentLog })
  const other = await openArchive({ url, log: silentLog })
  return {
    db,
    other,
    async close() {
      await Promise.all([db.destroy(), other.destroy()])
      await dropDatabase(url)
    },
  }
}

examineArchive('PostgreSQL', open)
examineProof('PostgreSQL', open)
