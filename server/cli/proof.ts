// backchat compliance proof, keys and checkpoint: what somebody else checks an archive with.

import { type Command, InvalidArgumentError } from 'commander'
import { perform } from './command.ts'

type Numbers = { from: number; to: number | undefined }

/** `17`, or `1-5000`. */
function numbersIn(text: string): Numbers {
  const [, from, to] = /^(\d{1,15})(?:-(\d{1,15}))?$/.exec(text) ?? []
  if (from === undefined)
    throw new InvalidArgumentError('It is a number such as 17, or a stretch such as 1-5000.')
  return { from: Number(from), to: to === undefined ? undefined : Number(to) }
}

export function addProofCommands(compliance: Command): void {
  compliance
    .command('proof <numbers>')
    .description(
      'what shows to anybody that an event, or a stretch of them, is in the archive: 17, or 1-5000',
    )
    .option('--folder <path>', 'where the file with the proof of a stretch goes')
    .action((text: string, { folder }: { folder?: string }, command: Command) => {
      const { from, to } = numbersIn(text)
      return to === undefined ? printProof(command, from) : writeProof(command, { from, to, folder })
    })
  compliance
    .command('keys')
    .description("the pool's public keys, to check proofs with; they are no secret")
    .action((_options, command: Command) =>
      perform<object>(command, { act: 'compliance.keys', args: {} }, (keys) => JSON.stringify(keys)),
    )
  compliance
    .command('checkpoint')
    .description(
      'the last that the pool signed: who keeps it can find out any later change of what was before',
    )
    .action((_options, command: Command) =>
      perform<object>(command, { act: 'compliance.checkpoint', args: {} }, (kept) => JSON.stringify(kept)),
    )
}

function printProof(command: Command, number: number): Promise<void> {
  return perform<object>(command, { act: 'compliance.proof', args: { number } }, (proof) =>
    JSON.stringify(proof, null, 2),
  )
}

function writeProof(command: Command, stretch: { from: number; to: number; folder: string | undefined }) {
  return perform<{ folder: string; file: string }>(
    command,
    { act: 'compliance.prove', args: stretch },
    ({ folder, file }) => `${folder}/${file}`,
  )
}
