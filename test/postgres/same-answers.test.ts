// SQLite and PostgreSQL, asked the same random things in the same order, say the same (I-18).

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openStore } from '../../server/store/open-store.ts'
import { commands, refusals } from './commands.ts'
import { withDatabase } from './fresh-database.ts'
import { answerOf, openSide } from './side.ts'

const RUNS = 60

test('[I-18] SQLite and PostgreSQL give the same answers to any commands', () =>
  withDatabase(async (_url, open) => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'backchat-same-'))
    const sqlite = await openStore({ dataFolder, onBroken: (fault) => console.error(fault) })
    const postgres = await open()
    const answered = { well: 0, refused: new Set<string>() }
    let run = 0
    await fc.assert(
      fc.asyncProperty(commands, async (asked) => {
        run += 1
        const [left, right] = [await openSide(sqlite, run), await openSide(postgres, run)]
        for (const command of asked) {
          const [expected, given] = [await answerOf(left, command), await answerOf(right, command)]
          expect(given, command.words).toEqual(expected)
          const refusal = (expected as { refused?: string } | undefined)?.refused
          if (refusal === undefined) answered.well += 1
          else answered.refused.add(refusal)
        }
      }),
      { numRuns: RUNS, examples: [[refusals]] },
    )
    await sqlite.close()
    rmSync(dataFolder, { recursive: true })
    expect(answered.well).toBeGreaterThan(RUNS * 10)
    expect([...answered.refused]).toEqual(
      expect.arrayContaining(['DuplicateRoomName', 'DataCollision', 'NoSuchPrincipal']),
    )
  }))
