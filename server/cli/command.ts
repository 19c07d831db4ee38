// What all commands share: options that repeat, passwords from standard input, and the way from an act to its words.

import type { Command } from 'commander'
import { carryOut } from './run.ts'

type Say<Result> = (result: Result) => string

/** Runs the act and prints its result: as JSON when that was asked, else in the words of `say`. */
export async function perform<Result>(
  command: Command,
  order: { act: string; args: Record<string, unknown> },
  say: Say<Result>,
): Promise<void> {
  // As it would come over the control socket: options that were not given are absent, not undefined.
  const args: unknown = JSON.parse(JSON.stringify(order.args))
  const result = (await carryOut({ act: order.act, args })) as Result
  process.stdout.write(`${command.optsWithGlobals().json ? JSON.stringify(result) : say(result)}\n`)
}

/** For options that may stand several times. */
export function repeated(value: string, before: string[] = []): string[] {
  return [...before, value]
}

/** Never an argument: those are seen by everyone who lists processes, and kept by shells. */
export async function passwordFromStdin(): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) chunks.push(chunk)
  return Buffer.concat(chunks)
    .toString()
    .replace(/\r?\n$/, '')
}
