// backchat compliance …, as far as the archive goes.

import { readFileSync } from 'node:fs'
import { type Command, InvalidArgumentError } from 'commander'
import { perform } from './command.ts'
import { addKeepingCommands } from './keeping.ts'
import { addProofCommands } from './proof.ts'

type Finding = { what: string; number?: number; to?: number; size?: number; of?: string }
type Report = { events: number; gone: number; checkpoints: number; findings: Finding[] }
type Ran = { moved: number; results: { adapter: string; events: number; fault: string | null }[] | null }

const whole = (text: string): number => {
  if (!/^\d{1,15}$/.test(text)) throw new InvalidArgumentError('It is a whole number.')
  return Number(text)
}

export function addArchiveCommands(compliance: Command): void {
  compliance
    .command('run')
    .description('archive what waits and hand it to every adapter, now')
    .action((_options, command: Command) =>
      perform<Ran>(command, { act: 'compliance.run', args: {} }, sayRan),
    )
  compliance
    .command('interval <minutes>')
    .description('how often adapters run: 1 to 43200 minutes; 15 unless it is set')
    .action((minutes: string, _options, command: Command) =>
      perform(
        command,
        { act: 'compliance.interval', args: { minutes: whole(minutes) } },
        () => `Adapters run every ${minutes} minutes.`,
      ),
    )
  compliance
    .command('verify')
    .description('prove that nothing in the archive was changed, removed, put in or put elsewhere')
    .option(
      '--checkpoint <file>',
      'one that was kept elsewhere, as `compliance checkpoint --json` tells it; may repeat',
      (file: string, before: string[]) => [...before, file],
      [],
    )
    .action(async ({ checkpoint }: { checkpoint: string[] }, command: Command) => {
      const args = { checkpoints: checkpoint.map(readCheckpoint) }
      await perform<Report>(command, { act: 'compliance.verify', args }, (report) => {
        if (report.findings.length > 0) process.exitCode = 1
        return sayReport(report)
      })
    })
  addProofCommands(compliance)
  addAdapterCommands(compliance)
  addKeepingCommands(compliance)
}

function readCheckpoint(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    throw new InvalidArgumentError(`${file} holds no checkpoint.`)
  }
}

function addAdapterCommands(compliance: Command): void {
  const adapter = compliance.command('adapter').description('the formats in which the archive is written')
  adapter
    .command('add <name>')
    .description('write the archive in one more format')
    .requiredOption('--format <format>', 'xml, eml, actiance, csv, jsonl or webhook')
    .option('--folder <path>', 'where files go; a webhook has none')
    .option('--option <key=value>', 'of the format; see docs/compliance/formats.md', addOption, {})
    .option('--stylesheet <file>', 'xml: an XSLT that is put to it; what it makes is written instead')
    .option('--since <when>', 'beginning: all that is archived; now: what comes', 'beginning')
    .action((name: string, { format, folder, option, stylesheet, since }, command: Command) =>
      perform(
        command,
        {
          act: 'compliance.adapter.add',
          args: { name, format, folder, options: { CustomConfiguration: stylesheet, ...option }, since },
        },
        () =>
          `Added adapter ${name}. It runs with the next interval; \`backchat compliance run\` does not wait.`,
      ),
    )
  adapter
    .command('remove <name>')
    .description('write this one no more; its files stay')
    .action((name: string, _options, command: Command) =>
      perform(
        command,
        { act: 'compliance.adapter.remove', args: { name } },
        () => `Removed adapter ${name}.`,
      ),
    )
}

function addOption(given: string, before: Record<string, string>): Record<string, string> {
  const at = given.indexOf('=')
  if (at < 1) throw new InvalidArgumentError('It is KEY=VALUE.')
  return { ...before, [given.slice(0, at)]: given.slice(at + 1) }
}

function sayRan({ moved, results }: Ran): string {
  const each = (results ?? []).map(({ adapter, events, fault }) =>
    fault === null
      ? `${adapter}: ${events} events.`
      : `${adapter}: ${events} events, then it failed: ${fault}`,
  )
  const whoElse = results === null ? ['Another node of the pool runs the adapters.'] : each
  return [`Archived ${moved} events.`, ...whoElse].join('\n')
}

function sayReport({ events, gone, checkpoints, findings }: Report): string {
  const counted = `${events} events, ${checkpoints} checkpoints`
  const letGo = gone > 0 ? `, ${gone} texts gone by retention` : ''
  if (findings.length === 0) return `Whole: ${counted}${letGo}.`
  return [`NOT WHOLE: ${counted}${letGo}.`, ...findings.map(sayFinding)].join('\n')
}

/** Where the word alone would not say enough. */
const IN_WORDS: Record<string, string> = {
  emptied: 'emptied: its text is gone, and no event says that retention let go of it',
  misplaced: 'misplaced: it says another number than its own',
  'not in the chain': 'not in the chain: it does not follow on the one before it',
  'not in the tree': 'not in the tree: at least one of them is not what the tree was made of',
}

function sayFinding({ what: found, number, to, size, of }: Finding): string {
  const what = IN_WORDS[found] ?? found
  if (of !== undefined) return `${of}: ${what}.`
  if (size !== undefined) return `The checkpoint over ${size} events: ${what}.`
  return to === undefined ? `Event ${number}: ${what}.` : `Events ${number} to ${to}: ${what}.`
}
