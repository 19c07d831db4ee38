// backchat store …

import { resolve } from 'node:path'
import type { Command } from 'commander'
import { readConfig } from '../config.ts'
import type { LogReport } from '../store/upkeep.ts'

const DAMAGED = 1

export function addStoreCommands(program: Command): void {
  const store = program.command('store').description('what the server has stored; also beside a running one')

  store
    .command('check')
    .description('read all of it and prove that nothing is damaged or missing')
    .action(async (_options, command: Command) => {
      // Only now: loading the database libraries would slow down every other command.
      const { checkStore } = await import('../store/upkeep.ts')
      tell(command, await checkStore(readConfig()))
    })

  store
    .command('backup <folder>')
    .description('copy it as of now to a new folder, ready to be a data folder, and check the copy')
    .action(async (folder: string, _options, command: Command) => {
      const { backUpStore } = await import('../store/upkeep.ts')
      tell(command, await backUpStore(readConfig(), resolve(folder)))
    })
}

function tell(command: Command, report: LogReport): void {
  const { rooms, entries, damage } = report
  if (damage.length > 0) process.exitCode = DAMAGED
  if (command.optsWithGlobals().json) {
    process.stdout.write(`${JSON.stringify(report)}\n`)
    return
  }
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
