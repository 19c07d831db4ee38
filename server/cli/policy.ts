// backchat policy …

import type { Command } from 'commander'
import { perform } from './command.ts'

export function addPolicyCommands(program: Command): void {
  const chat = program.command('policy').description('what clients may do').command('persistent-chat')
  chat.description('whether people see group chat at all')

  for (const to of ['on', 'off'] as const) {
    chat
      .command(to)
      .description(to === 'on' ? 'they do' : 'the app hides it, and no connection is admitted')
      .action((_options, command: Command) =>
        perform(
          command,
          { act: 'policy.set', args: { enablePersistentChat: to === 'on' } },
          () => `Persistent chat is ${to}.`,
        ),
      )
  }
}
