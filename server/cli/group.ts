// backchat group …

import type { Command } from 'commander'
import { perform, repeated } from './command.ts'
import { table } from './print.ts'

type Group = { principal: string; name: string; people: string[] }

export function addGroupCommands(program: Command): void {
  const group = program.command('group').description('groups of people, named in lists as group:NAME')

  group
    .command('add <name>')
    .description('add a group')
    .option('--member <person>', 'who is in it', repeated)
    .action((name: string, options, command: Command) => {
      const order = { act: 'group.add', args: { name, people: options.member } }
      return perform<Group>(command, order, ({ principal }) => `Added ${principal}.`)
    })

  group
    .command('set <name>')
    .description('change who is in a group; it holds in its rooms at once')
    .option('--add-member <person>', 'one more', repeated)
    .option('--remove-member <person>', 'one less', repeated)
    .action((name: string, options, command: Command) => {
      const args = { group: name, add: options.addMember, remove: options.removeMember }
      return perform<Group>(command, { act: 'group.set', args }, ({ principal }) => `Changed ${principal}.`)
    })

  group
    .command('remove <name>')
    .description('remove a group, from all lists too')
    .action((name: string, _options, command: Command) => {
      const order = { act: 'group.remove', args: { group: name } }
      return perform<Group>(command, order, ({ principal }) => `Removed ${principal}.`)
    })

  group
    .command('list')
    .description('all groups')
    .action((_options, command: Command) =>
      perform<{ groups: Group[] }>(command, { act: 'group.list', args: {} }, ({ groups }) =>
        table(groups, ['name', 'people']),
      ),
    )
}
