// backchat store …

import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import type { LogReport } from '../store/check-store.ts'

const DAMAGED = 1

export function addStoreCommands(program: Command): void {
  const store = program.command('store').description('what the server has stored')

  store
    .command('check')
    .description('read all of it and prove that nothing is damaged or missing; also beside a running server')
    .action(async (_options, command: Command) => {
      // Only now: loading the database libraries would slow down every other command.
      const { checkStore } = await import('../store/check-store.ts')
      const report = await checkStore(readConfig())
      if (report.damage.length > 0) process.exitCode = DAMAGED
      if (command.optsWithGlobals().json) process.stdout.write(`${JSON.stringify(report)}\n`)
      else say(report)
    })
}

function say({ rooms, entries, damage }: LogReport): void {
  const looked = `${entries} entries in ${rooms} rooms were read`
  if (damage.length === 0) {
    process.stdout.write(`${looked}: every text, place and signature is as it was stored.\n`)
    return
  }
  for (const line of damage) process.stderr.write(`${line}\n`)
  process.stderr.write(
    `${looked}. What is damaged is not served; a backup from before, put in place of the data folder, brings it back.\n`,
  )
}
