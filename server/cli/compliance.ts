// backchat compliance …

import type { Command } from 'commander'
import { perform } from './command.ts'

type Switched = { compliance: 'on' | 'off' }
type Status = Switched & { waiting: number; oldest: string | null }

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
    .description('whether it records, and how much waits')
    .action((_options, command: Command) =>
      perform<Status>(command, { act: 'compliance.status', args: {} }, (status) =>
        status.oldest === null
          ? `Compliance is ${status.compliance}. Nothing waits.`
          : `Compliance is ${status.compliance}. ${status.waiting} events wait, the oldest since ${status.oldest}.`,
      ),
    )
}
