// backchat user …

import type { Command } from 'commander'
import { passwordFromStdin, perform } from './command.ts'
import { table } from './print.ts'

type User = { uri: string; username: string }

export function addUserCommands(program: Command): void {
  const user = program.command('user').description('people')

  user
    .command('add <name>')
    .description('add a person')
    .requiredOption('--password-stdin', 'read the password from standard input')
    .option('--display <text>', 'the name that others see')
    .option('--admin', 'an administrator')
    .action(async (name: string, options, command: Command) => {
      const args = {
        username: name,
        displayName: options.display,
        admin: options.admin,
        password: await passwordFromStdin(),
      }
      await perform<User>(command, { act: 'user.add', args }, ({ uri }) => `Added ${uri}.`)
    })

  user
    .command('set <name>')
    .description('change a person')
    .option('--display <text>', 'the name that others see')
    .option('--admin', 'make an administrator')
    .option('--no-admin', 'an administrator no more')
    .option('--enable', 'let a disabled person in again')
    .option('--password-stdin', 'read a new password from standard input; it ends all sessions')
    .action(async (name: string, options, command: Command) => {
      const args = {
        user: name,
        displayName: options.display,
        admin: options.admin,
        disabled: options.enable ? false : undefined,
        password: options.passwordStdin ? await passwordFromStdin() : undefined,
      }
      await perform<User>(command, { act: 'user.set', args }, ({ uri }) => `Changed ${uri}.`)
    })

  user
    .command('disable <name>')
    .description('end all sessions of a person and let them in no more')
    .action((name: string, _options, command: Command) =>
      perform<User>(
        command,
        { act: 'user.set', args: { user: name, disabled: true } },
        ({ uri }) => `Disabled ${uri}.`,
      ),
    )

  user
    .command('list')
    .description('everyone')
    .action((_options, command: Command) =>
      perform<{ users: User[] }>(command, { act: 'user.list', args: {} }, ({ users }) =>
        table(users, ['username', 'displayName', 'admin', 'disabled', 'uri']),
      ),
    )
}
