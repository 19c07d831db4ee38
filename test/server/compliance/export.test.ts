// An export that nobody waits for any more is broken off, wherever it is, and leaves nothing.

import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { type ExportOrder, writeExport } from '../../../server/compliance/export.ts'
import { openArchive } from '../../../server/store/archive/open-archive.ts'
import { takeEvents } from '../../../server/store/archive/take.ts'
import { some } from '../../contract/archive-fixture.ts'

/** Aborts when it is asked for the `nth` time. */
function signalUntil(nth: number): AbortSignal {
  const controller = new AbortController()
  const look = controller.signal.throwIfAborted.bind(controller.signal)
  let asked = 0
  return Object.assign(controller.signal, {
    throwIfAborted() {
      asked += 1
      if (asked === nth) controller.abort()
      look()
    },
  })
}

test('[P22.22] an export is broken off at any point, and leaves nothing', async () => {
  const home = mkdtempSync(join(tmpdir(), 'backchat-export-'))
  const db = await openArchive({ file: join(home, 'archive.sqlite') })
  onTestFinished(async () => {
    await db.destroy()
    rmSync(home, { recursive: true })
  })
  await takeEvents(db, 'queue', some(1, 30))
  const folder = join(home, 'case')
  const order: ExportOrder = {
    ...{ name: 'all', folder, formats: ['jsonl', 'xml'], criteria: {} },
    ...{ pool: 'q', at: 1, by: 'sip:grace@q' },
  }
  let points = 0
  for (; !existsSync(join(folder, 'all-manifest.json')); points += 1) {
    const written = await writeExport(db, order, signalUntil(points + 1)).catch((error: unknown) => error)
    if (written instanceof Error) expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([])
    else expect(written).toMatchObject({ events: 30 })
  }
  expect(points, 'while it finds, groups, writes each format, and proves').toBeGreaterThan(4)
})
