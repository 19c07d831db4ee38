// the wall clock jumps an hour back and two forward while the server runs. Order is seq and never a clock; tickets
// and sign-in are as good as before; nothing is lost.

import { existsSync, globSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { FaultRun } from './fault-run.ts'

const [library] = globSync('/usr/lib/*/faketime/libfaketimeMT.so.1')
const isHere = library !== undefined && existsSync(library)
const HOUR_S = 3_600
const TOLERANCE_S = 120

/** How far the server's clock is from ours; an answer carries its time. */
async function leadOf(url: string): Promise<number> {
  const { headers } = await fetch(`${url}/api/health`)
  return (Date.parse(headers.get('date') ?? '') - Date.now()) / 1000
}

if (!isHere) console.log('skipped: X-09 needs the Debian package libfaketime')

test.skipIf(!isHere)('X-09: a clock that jumps by hours changes no order and loses nothing', async () => {
  const run = await FaultRun.open()
  onTestFinished(() => run.close())
  const clock = join(run.dataFolder, 'clock')
  await writeFile(clock, '+0')
  run.environment = {
    ...{ LD_PRELOAD: library ?? '', FAKETIME_TIMESTAMP_FILE: clock },
    ...{ FAKETIME_NO_CACHE: '1', FAKETIME_DONT_FAKE_MONOTONIC: '1' },
  }
  await run.progresses()
  await run.restarts('SIGTERM')
  for (const lead of [0, -HOUR_S, HOUR_S, 0]) {
    await writeFile(clock, lead < 0 ? `${lead}` : `+${lead}`)
    await expect
      .poll(async () => Math.abs((await leadOf(run.server.url)) - lead), { timeout: 20_000 })
      .toBeLessThan(TOLERANCE_S)
    await run.progresses()
    for (const witness of run.witnesses) witness.loses()
    // Somebody signs in by this clock, and reads everything.
    await (await run.signsIn('ada')).readsEverything(run.server.url)
    await run.progresses()
  }
  expect(await run.breaches()).toEqual([])
})
