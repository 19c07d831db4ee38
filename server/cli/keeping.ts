// backchat compliance hold …, retention … and search: what is kept, and finding in it.

import { type Command, InvalidArgumentError } from 'commander'
import { addCaseCommands } from './cases.ts'
import { perform, repeated } from './command.ts'
import { table } from './print.ts'

type Hold = {
  name: string
  person: string | null
  room: string | null
  from: number | null
  to: number | null
}
type OpenHold = Hold & { reason: string; at: number; released: { at: number } | null }
type Rule = { scope: { of: string; name?: string; called?: string | null }; keepMs: number | null }
type Found = {
  events: { number: number; at: number; event: string }[]
  next: { at: number; number: number } | null
  total: { count: number; isExact: boolean }
}

const DAY_MS = 24 * 60 * 60_000

export function addKeepingCommands(compliance: Command): void {
  addHoldCommands(compliance.command('hold').description('what is kept whatever the retention says'))
  addExportCommand(compliance)
  addCaseCommands(
    compliance.command('case').description('what officers look into, as searches that are kept'),
  )
  addRetentionCommands(compliance.command('retention').description('how long the archive keeps texts'))
  compliance
    .command('search')
    .description('find in the archive, the newest first')
    .option('--words <text>', 'words, in any of their forms; "in quotes" as they stand')
    .option('--person <name>', 'whose acts')
    .option('--room <room>', 'where')
    .option('--from <time>', 'since a day or time, in UTC')
    .option('--to <time>', 'until a day or time, in UTC')
    .option('--kind <kind>', 'of this kind; may be given several times', repeated)
    .option('--limit <count>', 'so many; 50 unless it is said, 200 at most')
    .action(({ kind, limit, ...asked }, command: Command) =>
      perform<Found>(
        command,
        { act: 'compliance.search', args: { ...withoutJson(asked), kinds: kind, limit: numberOf(limit) } },
        sayFound,
      ),
    )
}

type Exported = { name: string; events: number; files: { name: string; bytes: number }[] }

function addExportCommand(compliance: Command): void {
  compliance
    .command('export <name>')
    .description('write down what a search finds, with its proof and a manifest')
    .requiredOption('--folder <path>', 'where files go')
    .option('--format <format>', 'jsonl, xml, eml, actiance or csv; may be given several times', repeated)
    .option('--words <text>', 'as with search')
    .option('--person <name>', 'whose acts')
    .option('--room <room>', 'where')
    .option('--from <time>', 'since a day or time, in UTC')
    .option('--to <time>', 'until a day or time, in UTC')
    .option('--kind <kind>', 'of this kind; may be given several times', repeated)
    .action((name: string, { kind, format, ...asked }, command: Command) =>
      perform<Exported>(
        command,
        { act: 'compliance.export', args: { name, ...withoutJson(asked), kinds: kind, formats: format } },
        ({ events, files }) => `${events} events.\n${table(files, ['name', 'bytes'])}`,
      ),
    )
}

function addHoldCommands(hold: Command): void {
  hold
    .command('add <name>')
    .description('let go of nothing that this covers')
    .requiredOption('--reason <text>', 'why, for whoever reads it later')
    .option('--person <name>', 'whose acts; everyone’s unless it is said')
    .option('--room <room>', 'where; everywhere unless it is said')
    .option('--case <name>', 'the case that it belongs to')
    .option('--from <time>', 'since a day or time, in UTC')
    .option('--to <time>', 'until a day or time, in UTC; what is still to come too unless it is said')
    .action((name: string, options, command: Command) =>
      perform<Hold>(
        command,
        { act: 'compliance.hold.add', args: { name, ...withoutJson(options) } },
        () => `${name} is held.`,
      ),
    )
  hold
    .command('release <name>')
    .description('hold it no more; that it was held stays on record')
    .action((name: string, _options, command: Command) =>
      perform(command, { act: 'compliance.hold.release', args: { name } }, () => `Released ${name}.`),
    )
  hold
    .command('list')
    .description('all holds, released ones too')
    .action((_options, command: Command) =>
      perform<{ holds: OpenHold[] }>(command, { act: 'compliance.hold.list', args: {} }, ({ holds }) =>
        table(
          holds.map(({ from, to, released, ...each }) => ({
            ...{ ...each, from: timeOf(from), to: timeOf(to), released: timeOf(released?.at ?? null) },
          })),
          ['name', 'person', 'room', 'from', 'to', 'reason', 'released'],
        ),
      ),
    )
}

function addRetentionCommands(retention: Command): void {
  const scoped = (command: Command) =>
    command
      .option('--room <room>', 'for a room; goes before its category’s rule')
      .option('--category <name>', 'for the rooms of a category; goes before the rule for everything')
  scoped(retention.command('set <days>'))
    .description('keep texts for so many days, or "forever"; their proof stays')
    .action((days: string, options, command: Command) =>
      perform(
        command,
        { act: 'compliance.retention.set', args: { ...scopeOf(options), days: daysOf(days) } },
        () => (days === 'forever' ? 'Kept for ever.' : `Kept for ${days} days; holds win.`),
      ),
    )
  scoped(retention.command('clear'))
    .description('have no rule of its own any more')
    .action((options, command: Command) =>
      perform(command, { act: 'compliance.retention.clear', args: scopeOf(options) }, () => 'Cleared.'),
    )
  retention
    .command('list')
    .description('all rules; what none speaks of is kept for ever')
    .action((_options, command: Command) =>
      perform<{ rules: Rule[] }>(command, { act: 'compliance.retention.list', args: {} }, ({ rules }) =>
        table(
          rules.map(({ scope, keepMs }) => ({
            ...{ of: scope.of, name: scope.called ?? scope.name ?? null },
            days: keepMs === null ? 'forever' : keepMs / DAY_MS,
          })),
          ['of', 'name', 'days'],
        ),
      ),
    )
}

const timeOf = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())
const numberOf = (text: string | undefined) => (text === undefined ? undefined : Number(text))

function daysOf(text: string): number | null {
  if (text === 'forever') return null
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError('It is a number of days, or "forever".')
  return Number(text)
}

/** Without a room or a category it is for everything. */
function scopeOf(options: Record<string, unknown>): Record<string, unknown> {
  const { room, category } = options
  return room === undefined && category === undefined ? { everything: true } : withoutJson(options)
}

function withoutJson({ json: _json, ...options }: Record<string, unknown>): Record<string, unknown> {
  return options
}

function sayFound({ events, total, next }: Found): string {
  const counted = total.isExact ? `${total.count} events` : `more than ${total.count} events`
  const more = next === null ? '' : `, the newest ${events.length} of them`
  return [`${counted}${more}.`, ...events.map(({ event }) => event)].join('\n')
}
