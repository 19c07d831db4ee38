// The command line. Each command turns words into an administrator's act and prints what came of it.
// Exit: 0 done, 1 refused, 2 wrong usage.

import { Command, CommanderError } from 'commander'
import { XccosError } from '#shared/errors.ts'
import { addAddInCommands } from './cli/add-in.ts'
import { addCategoryCommands } from './cli/category.ts'
import { addComplianceCommands } from './cli/compliance.ts'
import { addGroupCommands } from './cli/group.ts'
import { addMessageCommands } from './cli/message.ts'
import { addPolicyCommands } from './cli/policy.ts'
import { addRoomCommands } from './cli/room.ts'
import { addStoreCommands } from './cli/store.ts'
import { addUserCommands } from './cli/user.ts'
import { isRefusedStart } from './refused-start.ts'
import { VERSION } from './version.ts'

const REFUSED = 1
const WRONG_USAGE = 2

const program = new Command('backchat')
  .description('Administers a Backchat server, running or not.')
  .version(VERSION)
  .option('--json', 'print JSON for programs')
  .showHelpAfterError('(backchat --help tells more)')
  .exitOverride()

addUserCommands(program)
addCategoryCommands(program)
addGroupCommands(program)
addRoomCommands(program)
addMessageCommands(program)
addAddInCommands(program)
addComplianceCommands(program)
addPolicyCommands(program)
addStoreCommands(program)

try {
  await program.parseAsync()
} catch (error) {
  process.exitCode = exitCodeOf(error)
}

function exitCodeOf(error: unknown): number {
  // Commander has said what was wrong already; help and version are no error.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : WRONG_USAGE
  console.error(sentenceOf(error))
  return REFUSED
}

function sentenceOf(error: unknown): string {
  if (error instanceof XccosError) return `${error.message} (${error.code})`
  if (isRefusedStart(error)) return error.message
  return error instanceof Error ? `This could not be done: ${error.message}` : 'This could not be done.'
}
