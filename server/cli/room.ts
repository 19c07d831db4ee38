// backchat room …

import { type Command, Option } from 'commander'
import { INVITATIONS, PRIVACIES, ROOM_TYPES } from '#shared/room.ts'
import { perform, repeated } from './command.ts'
import { table } from './print.ts'

type Room = { uri: string; name: string }

export function addRoomCommands(program: Command): void {
  const room = program.command('room').description('rooms')
  addAdd(room)
  addSet(room)

  room
    .command('purge <name>')
    .description('empty a room of what was said up to a day or time, for everyone and for good')
    .requiredOption('--until <date>', 'this day or time included')
    .action((name: string, { until }, command: Command) =>
      perform<{ posts: number }>(
        command,
        { act: 'room.purge', args: { room: name, until } },
        ({ posts }) => `Purged ${name}: ${posts} texts are gone`,
      ),
    )

  room
    .command('remove <name>')
    .description('delete a room with all that was said in it; there is no way back')
    .action((name: string, _options, command: Command) =>
      perform<Room>(command, { act: 'room.remove', args: { room: name } }, () => `Deleted room ${name}.`),
    )

  room
    .command('list')
    .description('all rooms')
    .action((_options, command: Command) =>
      perform<{ rooms: Room[] }>(command, { act: 'room.list', args: {} }, ({ rooms }) =>
        table(rooms, [
          'name',
          'category',
          'privacy',
          'type',
          'disabled',
          'members',
          'managers',
          'presenters',
        ]),
      ),
    )
}

function privacy(): Option {
  return new Option('--privacy <privacy>', 'who finds it and who may join').choices(PRIVACIES)
}

function type(): Option {
  return new Option('--type <type>', 'in an auditorium only presenters post').choices(ROOM_TYPES)
}

function addAdd(room: Command): void {
  room
    .command('add <name>')
    .description('add a room')
    .requiredOption('--category <category>', 'its category, by name or address')
    .option('--description <text>', 'what it is for')
    .addOption(privacy())
    .addOption(type())
    .option('--member <principal>', 'who belongs to it', repeated)
    .option('--manager <principal>', 'who manages it', repeated)
    .option('--presenter <principal>', 'who posts in an auditorium', repeated)
    .option('--no-invitations', 'new members are not invited')
    .option('--addin <name>', 'the add-in that opens beside it')
    .action((name: string, options, command: Command) => {
      const { category, description, privacy, type, invitations } = options
      const args = {
        ...{ name, category, description, privacy, type, invitations, addIn: options.addin },
        ...{ members: options.member, managers: options.manager, presenters: options.presenter },
      }
      return perform<Room>(command, { act: 'room.add', args }, ({ uri }) => `Added room ${name}: ${uri}`)
    })
}

function addSet(room: Command): void {
  room
    .command('set <name>')
    .description('change a room, by name or address')
    .option('--rename <name>', 'another name; the address stays')
    .option('--description <text>', 'what it is for')
    .addOption(privacy())
    .addOption(type())
    .option('--category <category>', 'another category; roles that it does not allow are lost')
    .addOption(new Option('--invitations <setting>', 'as the category says, or none').choices(INVITATIONS))
    .option('--addin <name>', 'the add-in that opens beside it, or none')
    .option('--add-member <principal>', 'one more who belongs to it', repeated)
    .option('--remove-member <principal>', 'one less who belongs to it', repeated)
    .option('--add-manager <principal>', 'one more who manages it', repeated)
    .option('--remove-manager <principal>', 'one less who manages it', repeated)
    .option('--add-presenter <principal>', 'one more who posts in an auditorium', repeated)
    .option('--remove-presenter <principal>', 'one less who posts in an auditorium', repeated)
    .addOption(new Option('--disable', 'close it to everyone').conflicts('enable'))
    .option('--enable', 'open it again')
    .action((name: string, options, command: Command) => {
      const { description, privacy, type, rename } = options
      const args = {
        ...{ room: name, name: rename, description, privacy, type, addIn: options.addin },
        ...{ category: options.category, invitations: options.invitations },
        disabled: options.disable ? true : options.enable ? false : undefined,
        add: { member: options.addMember, manager: options.addManager, presenter: options.addPresenter },
        remove: {
          member: options.removeMember,
          manager: options.removeManager,
          presenter: options.removePresenter,
        },
      }
      return perform<Room>(command, { act: 'room.set', args }, ({ uri }) => `Changed room ${name}: ${uri}`)
    })
}
