// backchat policy …

import type { Command } from 'commander'
import { perform } from './command.ts'

export function addPolicyCommands(program: Command): void {
  const policy = program.command('policy').description('what clients may do')
  const chat = policy.command('persistent-chat')
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
  addMeshCommands(
    policy.command('mesh').description('whether devices talk directly while the server is away'),
  )
}

type Mesh = { mode: 'on' | 'off' } | { mode: 'named'; categories: string[] } | { ticketHours: number }

function addMeshCommands(mesh: Command): void {
  const set = (command: Command, to: Mesh, said: string) =>
    perform(command, { act: 'policy.set', args: { mesh: to } }, () => said)

  mesh
    .command('on')
    .description('in every room whose category keeps history; so it is until it is set')
    .action((_options, command: Command) => set(command, { mode: 'on' }, 'The mesh is on.'))
  mesh
    .command('off')
    .description('nowhere: posts wait on their device until the server is back')
    .action((_options, command: Command) => set(command, { mode: 'off' }, 'The mesh is off.'))
  mesh
    .command('hours <hours>')
    .description('how long devices can do without the server: 1 to 72; 24 unless it is set')
    .action((hours: string, _options, command: Command) =>
      set(command, { ticketHours: Number(hours) }, `Tickets hold for ${hours} hours.`),
    )
  mesh
    .command('only <category...>')
    .description('in the rooms of these categories')
    .action((categories: string[], _options, command: Command) =>
      set(command, { mode: 'named', categories }, `The mesh is on in ${categories.join(', ')}.`),
    )
}
