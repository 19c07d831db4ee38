// What any answer must be: done, or refused by a name of the one table with its number, and never a fault of the server.

import { expect } from 'vitest'
import { ERROR_CODES, isErrorName } from '#shared/errors.ts'

const SERVER_FAULT = 500

export function isVerdict(resp: { code: number; text: string }): boolean {
  if (resp.text === 'SUCCESS_OK') return resp.code === 200
  return isErrorName(resp.text) && ERROR_CODES[resp.text] === resp.code && resp.code < SERVER_FAULT
}

export function expectVerdict(resp: { code: number; text: string }, asked: unknown): void {
  expect(isVerdict(resp), `${JSON.stringify(resp)} to ${JSON.stringify(asked)?.slice(0, 500)}`).toBe(true)
}

/** What the HTTP library refuses keeps the library's finer status. */
const FINER = [408, 414, 415, 416, 431]

/** A refusal over HTTP has a name and a sentence. */
export function expectNamed({ status, body }: { status: number; body: string }): void {
  const { error } = JSON.parse(body) as { error: { code: string; message: string } }
  expect(error.message).toMatch(/\.$/)
  if (!FINER.includes(status)) expect(isVerdict({ code: status, text: error.code }), body).toBe(true)
}
