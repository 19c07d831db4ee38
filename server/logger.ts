// Structured logs on stderr: stdout belongs to what people and scripts read. JSON, or readable lines on a terminal.
// Secrets are cut out here, by name, so that no part has to remember to.

import { pino } from 'pino'
import pretty from 'pino-pretty'

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const
export type LogLevel = (typeof LOG_LEVELS)[number]

type Say = (...said: [facts: object, sentence: string] | [sentence: string]) => void

/** What every part is handed. `err` or `error` among the facts is printed with its stack. */
export type Log = {
  debug: Say
  info: Say
  warn: Say
  error: Say
  fatal: Say
  /** A log of its own for one part of the server. */
  child(names: { part: string }): Log
}

const SECRETS = [
  'password',
  'token',
  'ticket',
  'cookie',
  'authorization',
  'set-cookie',
  'set-auth-token',
  'privateKey',
]

const STDERR = 2

/** @param destination where lines go; stderr, unless a test wants to read them. */
export function createLogger(level: LogLevel, destination?: { write(line: string): void }): Log {
  return pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.err, err: pino.stdSerializers.err },
      redact: { paths: SECRETS.flatMap(atDepths), censor: '[secret]' },
    },
    destination ?? stderr(),
  )
}

function atDepths(name: string): string[] {
  return [`["${name}"]`, `*["${name}"]`, `*.*["${name}"]`]
}

function stderr() {
  if (!process.stderr.isTTY) return pino.destination({ fd: STDERR, sync: true })
  return pretty({ destination: STDERR, sync: true, ignore: 'part', messageFormat: '{part}: {msg}' })
}

/** For tests and for the command line, where only the result counts. */
export const silentLog: Log = createLogger('silent', { write: () => {} })
