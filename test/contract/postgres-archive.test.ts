// PostgreSQL sits the archive's exam. Making a database takes longer than most questions, so there is one, emptied after each.

import { sql } from 'kysely'
import { afterAll, inject } from 'vitest'
import { silentLog } from '../../server/logger.ts'
import { openArchive } from '../../server/store/archive/open-archive.ts'
import { createDatabase, dropDatabase } from '../support/postgres.ts'
import { examineCases } from './archive-cases.ts'
import { examineArchive } from './archive-exam.ts'
import { examineFinding } from './archive-finding.ts'
import type { ArchiveExam } from './archive-fixture.ts'
import { examineKeeping } from './archive-keeping.ts'
import { examineProof } from './archive-proof.ts'

async function openBoth() {
  const url = await createDatabase(inject('postgresUrl'))
  const db = await openArchive({ url, log: silentLog })
  const other = await openArchive({ url, log: silentLog })
  return { url, db, other }
}
const opening = openBoth()

async function open(): Promise<ArchiveExam> {
  const { db, other } = await opening
  const { rows } = await sql<{ name: string }>`
    select quote_ident(schemaname) || '.' || quote_ident(tablename) as name from pg_tables
    where schemaname = 'backchat_archive' and tablename not like 'kysely%'`.execute(db)
  return {
    db,
    other,
    async close() {
      await sql`truncate ${sql.raw(rows.map(({ name }) => name).join(', '))}`.execute(db)
    },
  }
}

afterAll(async () => {
  const { url, db, other } = await opening
  await Promise.all([db.destroy(), other.destroy()])
  await dropDatabase(url)
})

examineArchive('PostgreSQL', open)
examineProof('PostgreSQL', open)
examineKeeping('PostgreSQL', open)
examineFinding('PostgreSQL', open)
examineCases('PostgreSQL', open)
