// SQLite sits the archive's exam. There is one process to a data folder, and one connection in it: both nodes are that.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openArchive } from '../../server/store/archive/open-archive.ts'
import { examineCases } from './archive-cases.ts'
import { examineArchive } from './archive-exam.ts'
import { examineFinding } from './archive-finding.ts'
import { examineKeeping } from './archive-keeping.ts'
import { examineProof } from './archive-proof.ts'

async function open() {
  const folder = mkdtempSync(join(tmpdir(), 'backchat-archive-'))
  const db = await openArchive({ file: join(folder, 'archive.sqlite') })
  return {
    db,
    other: db,
    async close() {
      await db.destroy()
      rmSync(folder, { recursive: true })
    },
  }
}

examineArchive('SQLite', open)
examineProof('SQLite', open)
examineKeeping('SQLite', open)
examineFinding('SQLite', open)
examineCases('SQLite', open)
