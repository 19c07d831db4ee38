// backchat message …

import { type Command, Option } from 'commander'
import { REPLACEMENT } from '../admin/message.ts'
import { perform } from './command.ts'

type Done = { found: number; removed: number }

export function addMessageCommands(program: Command): void {
  program
    .command('message')
    .description('what was said')
    .command('remove')
    .description('remove or replace messages, for everyone and for good')
    .option('--room <name>', 'only in this room')
    .option('--user <name>', 'only what this person wrote')
    .option('--from <date>', 'from this day or time on')
    .option('--to <date>', 'up to this day or time, included')
    .option('--filter <words>', 'only what says these words')
    .addOption(
      new Option('--match <how>', 'how many of the words').choices(['all', 'or', 'exact']).default('all'),
    )
    .option('--case-sensitive', 'capitals count')
    .addOption(new Option('--remove', 'they vanish').conflicts('replace'))
    .option('--replace <text>', `this stands in their place; if neither is said: "${REPLACEMENT}"`)
    .option('--dry-run', 'only count them')
    .action((options, command: Command) => {
      const { room, user, from, to, filter, match, caseSensitive, dryRun } = options
      const replace = options.remove ? undefined : (options.replace ?? REPLACEMENT)
      const args = { room, user, from, to, filter, match, caseSensitive, replace, dryRun }
      return perform<Done>(command, { act: 'message.remove', args }, ({ found, removed }) =>
        dryRun
          ? `Messages found: ${found}. Nothing was changed.`
          : `Messages ${replace ? 'replaced' : 'removed'}: ${removed}`,
      )
    })
}
