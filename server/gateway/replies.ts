// One place turns what happened into a reply: a public error keeps its name and sentence, a fault of the
// store becomes "try again", anything else is logged whole and leaves as ServerError.

import type { Reply } from '#shared/envelope.ts'
import { ERROR_CODES, SUCCESS, XccosError } from '#shared/errors.ts'
import type { Log } from '../logger.ts'
import { refusalFor, StoreFault } from '../store/fault.ts'

export type Address = { envid: string; seqid: number }

export function success(id: string, commandid: Address, data: unknown): Reply {
  return { id, commandid, resp: { ...SUCCESS }, data }
}

export function failure(id: string, commandid: Address, error: unknown, log: Log): Reply {
  const known = publicError(error)
  if (!known) log.error({ error, id }, 'a command failed')
  const shown = known ?? new XccosError('ServerError', 'Something went wrong on the server.')
  return { id, commandid, resp: { code: ERROR_CODES[shown.code], text: shown.code, reason: shown.message } }
}

function publicError(error: unknown): XccosError | undefined {
  if (error instanceof XccosError) return error
  return error instanceof StoreFault ? refusalFor(error) : undefined
}
