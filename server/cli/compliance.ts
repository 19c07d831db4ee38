// backchat compliance …

import type { Command } from 'commander'
import { addArchiveCommands } from './archive.ts'
import { perform } from './command.ts'
import { table } from './print.ts'

type Switched = { compliance: 'on' | 'off' }
type Status = Switched & {
  waiting: number
  oldest: string | null
  archived?: number
  interval?: number
  checkpoint?: { size: number; at: number } | null
  adapters?: { name: string; format: string; behind: number; folder: string | null; fault: string | null }[]
}

export function addComplianceCommands(program: Command): void {
  const compliance = program.command('compliance').description('the record of who wrote, read, came and went')

  for (const to of ['on', 'off'] as const) {
    compliance
      .command(to)
      .description(to === 'on' ? 'record from now on' : 'record no more')
      .action((_options, command: Command) =>
        perform<Switched>(command, { act: 'compliance.set', args: { to } }, () => `Compliance is ${to}.`),
      )
  }

  compliance
    .command('status')
    .description('whether it records, how much waits, and how the adapters do')
    .action((_options, command: Command) =>
      perform<Status>(command, { act: 'compliance.status', args: {} }, sayStatus),
    )
  addArchiveCommands(compliance)
  addOfficerCommands(compliance.command('officer').description('who may read the archive'))
}

type Officer = { uri: string }

function addOfficerCommands(officer: Command): void {
  for (const [name, description, said] of [
    ['add', 'let a person read the archive', 'reads the archive from now on'],
    ['remove', 'let them read it no more', 'reads the archive no more'],
  ] as const)
    officer
      .command(`${name} <name>`)
      .description(description)
      .action((user: string, _options, command: Command) =>
        perform<Officer>(
          command,
          { act: `compliance.officer.${name}`, args: { user } },
          ({ uri }) => `${uri} ${said}.`,
        ),
      )
  officer
    .command('list')
    .description('all of them')
    .action((_options, command: Command) =>
      perform<{ officers: Officer[] }>(
        command,
        { act: 'compliance.officer.list', args: {} },
        ({ officers }) => table(officers, ['username', 'displayName', 'disabled', 'uri']),
      ),
    )
}

function sayStatus({
  compliance,
  waiting,
  oldest,
  archived,
  interval,
  checkpoint,
  adapters = [],
}: Status): string {
  const queue =
    oldest === null
      ? 'Nothing waits.'
      : `${waiting} ${waiting === 1 ? 'event waits' : 'events wait'}, the oldest since ${oldest}.`
  const lines = [`Compliance is ${compliance}. ${queue}`]
  if (archived !== undefined)
    lines.push(
      `${archived} ${archived === 1 ? 'event is' : 'events are'} archived; adapters run every ${interval} minutes.`,
    )
  if (checkpoint)
    lines.push(`Signed up to event ${checkpoint.size} at ${new Date(checkpoint.at).toISOString()}.`)
  if (adapters.length > 0) lines.push(table(adapters, ['name', 'format', 'behind', 'folder', 'fault']))
  return lines.join('\n')
}
