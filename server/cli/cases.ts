// backchat compliance case …: what officers look into.

import type { Command } from 'commander'
import { perform, repeated } from './command.ts'
import { table } from './print.ts'

type Search = Record<string, string | number | string[]>
type Case = {
  name: string
  description: string
  search: Search
  by: string
  at: number
  closed: { at: number; by: string } | null
}
type Shown = { case: Case; holds: { name: string; reason: string; released: unknown }[] }
type Exported = { name: string; events: number; files: { name: string; bytes: number }[] }

export function addCaseCommands(one: Command): void {
  asked(one.command('open <name>'))
    .description('keep a search under a name; what becomes of it is recorded')
    .option('--description <text>', 'what it is about')
    .action((name: string, { description, ...search }, command: Command) =>
      perform(
        command,
        { act: 'compliance.case.open', args: { name, description, search: searchOf(search) } },
        () => `Opened ${name}.`,
      ),
    )
  asked(one.command('set <name>'))
    .description('look for something else; what is not said any more is asked no more')
    .option('--description <text>', 'what it is about')
    .action((name: string, { description, ...given }, command: Command) => {
      const search = searchOf(given)
      const isAsked = Object.values(search).some((each) => each !== undefined)
      const args = { case: name, description, search: isAsked ? search : undefined }
      return perform(command, { act: 'compliance.case.set', args }, () => `Changed ${name}.`)
    })
  one
    .command('list')
    .description('all cases, closed ones too')
    .action((_options, command: Command) =>
      perform<{ cases: Case[] }>(command, { act: 'compliance.case.list', args: {} }, ({ cases }) =>
        table(
          cases.map(({ closed, at, ...each }) => ({
            ...{ ...each, opened: timeOf(at), closed: closed && timeOf(closed.at) },
          })),
          ['name', 'opened', 'by', 'closed', 'description'],
        ),
      ),
    )
  one
    .command('show <name>')
    .description('what it is about, what it looks for, and its holds')
    .action((name: string, _options, command: Command) =>
      perform<Shown>(command, { act: 'compliance.case.show', args: { case: name } }, sayCase),
    )
  addExportAndClose(one)
}

function addExportAndClose(one: Command): void {
  one
    .command('export <name>')
    .description('write down what it finds, with its proof and a manifest')
    .requiredOption('--folder <path>', 'where files go')
    .option('--format <format>', 'jsonl, xml, eml, actiance or csv; may be given several times', repeated)
    .action((name: string, { folder, format }, command: Command) =>
      perform<Exported>(
        command,
        { act: 'compliance.case.export', args: { case: name, folder, formats: format } },
        ({ events, files }) => `${events} events.\n${table(files, ['name', 'bytes'])}`,
      ),
    )
  one
    .command('close <name>')
    .description('change it no more; it stays on record')
    .option('--release-holds', 'release its holds with it; without this they stay')
    .action((name: string, { releaseHolds }, command: Command) =>
      perform<{ released: string[] }>(
        command,
        { act: 'compliance.case.close', args: { case: name, holds: releaseHolds ? 'release' : 'keep' } },
        ({ released }) =>
          [`Closed ${name}.`, ...released.map((hold) => `Released the hold ${hold}.`)].join('\n'),
      ),
    )
}

function asked(command: Command): Command {
  return command
    .option('--words <text>', 'as with search')
    .option('--person <name>', 'whose acts')
    .option('--room <room>', 'where')
    .option('--from <time>', 'since a day or time, in UTC')
    .option('--to <time>', 'until a day or time, in UTC')
    .option('--kind <kind>', 'of this kind; may be given several times', repeated)
}

function searchOf({ words, person, room, from, to, kind }: Record<string, unknown>) {
  return { words, person, room, from, to, kinds: kind }
}

const timeOf = (ms: number) => new Date(ms).toISOString()

function sayCase({ case: shown, holds }: Shown): string {
  const { name, description, search, by, at, closed } = shown
  const looked = Object.entries(search).map(([member, value]) => `${member}: ${sayMember(member, value)}`)
  const ended = closed ? [`Closed ${timeOf(closed.at)} by ${closed.by}.`] : []
  const held = holds.map((hold) => ({ ...hold, released: hold.released === null ? null : 'released' }))
  return [
    `${name}: opened ${timeOf(at)} by ${by}.`,
    ...ended,
    ...(description === '' ? [] : [description]),
    looked.length === 0 ? 'It looks for everything.' : `It looks for ${looked.join('; ')}.`,
    ...(held.length === 0 ? ['No hold belongs to it.'] : [table(held, ['name', 'reason', 'released'])]),
  ].join('\n')
}

function sayMember(member: string, value: Search[string]): string {
  if (typeof value === 'number') return timeOf(member === 'to' ? value - 1 : value)
  return Array.isArray(value) ? value.join(', ') : value
}
