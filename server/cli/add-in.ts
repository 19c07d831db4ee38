// backchat addin …

import { type Command, Option } from 'commander'
import { ADD_IN_GRANTS, type AddIn } from '#shared/add-in.ts'
import { perform } from './command.ts'
import { table } from './print.ts'

export function addAddInCommands(program: Command): void {
  const addIn = program.command('addin').description('web pages that may open beside a room')

  addIn
    .command('add <name> <url>')
    .description('register a page; managers may then choose it for their rooms')
    .addOption(new Option('--grant <grants...>', 'what it may hear of a room').choices(ADD_IN_GRANTS))
    .action((name: string, url: string, options, command: Command) => {
      const order = { act: 'addin.add', args: { name, url, grants: options.grant } }
      return perform<AddIn>(command, order, () => `Added add-in ${name}.`)
    })

  addIn
    .command('remove <name>')
    .description('take it away, from all rooms too')
    .action((name: string, _options, command: Command) =>
      perform<AddIn>(
        command,
        { act: 'addin.remove', args: { addIn: name } },
        () => `Removed add-in ${name}.`,
      ),
    )

  addIn
    .command('list')
    .description('all add-ins')
    .action((_options, command: Command) =>
      perform<{ addIns: AddIn[] }>(command, { act: 'addin.list', args: {} }, ({ addIns }) =>
        table(addIns, ['name', 'url', 'grants']),
      ),
    )
}
