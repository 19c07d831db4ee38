// backchat category …

import type { Command } from 'commander'
import { perform, repeated } from './command.ts'
import { table } from './print.ts'

type Category = { uri: string; name: string }

export function addCategoryCommands(program: Command): void {
  const category = program.command('category').description('categories, which bound what their rooms may be')

  category
    .command('add <name>')
    .description('add a category')
    .option('--description <text>', 'what it is for')
    .option(
      '--allow <principal>',
      'who may ever belong to its rooms (everyone, if nobody is named)',
      repeated,
    )
    .option('--deny <principal>', 'who may not, whatever else is said', repeated)
    .option('--creators <principal>', 'who may make rooms in it', repeated)
    .option('--no-invitations', 'its rooms do not invite')
    .option('--no-files', 'its rooms share no files')
    .option('--no-history', 'its rooms keep no history')
    .action((name: string, options, command: Command) =>
      perform<Category>(
        command,
        { act: 'category.add', args: { name, ...withoutJson(options) } },
        ({ uri }) => `Added category ${name}: ${uri}`,
      ),
    )

  addSet(category)

  category
    .command('remove <name>')
    .description('remove a category that has no rooms')
    .action((name: string, _options, command: Command) =>
      perform<Category>(
        command,
        { act: 'category.remove', args: { category: name } },
        () => `Removed category ${name}.`,
      ),
    )

  category
    .command('list')
    .description('all categories')
    .action((_options, command: Command) =>
      perform<{ categories: Category[] }>(command, { act: 'category.list', args: {} }, ({ categories }) =>
        table(categories, [
          'name',
          'allow',
          'deny',
          'creators',
          'invitations',
          'files',
          'history',
          'editMinutes',
        ]),
      ),
    )
}

function addSet(category: Command): void {
  category
    .command('set <name>')
    .description('change a category, by name or address; who falls out of its scope leaves its rooms')
    .option('--rename <name>', 'another name; the address stays')
    .option('--description <text>', 'what it is for')
    .option('--add-allow <principal>', 'one more who may belong to its rooms', repeated)
    .option('--remove-allow <principal>', 'one less', repeated)
    .option('--add-deny <principal>', 'one more who may not', repeated)
    .option('--remove-deny <principal>', 'one less', repeated)
    .option('--add-creator <principal>', 'one more who may make rooms in it', repeated)
    .option('--remove-creator <principal>', 'one less', repeated)
    .option('--invitations', 'its rooms may invite')
    .option('--no-invitations', 'its rooms do not invite')
    .option('--files', 'its rooms may share files')
    .option('--no-files', 'its rooms share no files')
    .option('--history', 'its rooms keep history')
    .option('--no-history', 'its rooms keep no history')
    .option(
      '--edit-minutes <number>',
      'so long people may edit and remove what they wrote, or "any", or "never"',
    )
    .action((name: string, options, command: Command) => {
      const { rename, description, invitations, files, history } = options
      const args = {
        ...{ category: name, name: rename, description, invitations, files, history },
        editMinutes: minutesOf(options.editMinutes),
        add: { allow: options.addAllow, deny: options.addDeny, creator: options.addCreator },
        remove: { allow: options.removeAllow, deny: options.removeDeny, creator: options.removeCreator },
      }
      return perform<Category>(command, { act: 'category.set', args }, () => `Changed category ${name}.`)
    })
}

/** Words that are no number stay words, which the act refuses. */
function minutesOf(given: string | undefined): number | string | null | undefined {
  if (given === undefined) return undefined
  if (given === 'any') return null
  if (given === 'never') return 0
  return /^\d+$/.test(given) ? Number(given) : given
}

function withoutJson({ json: _, ...options }: Record<string, unknown>): Record<string, unknown> {
  return options
}
