// Exports as an officer's browser asks for them, and what is on the server of them meanwhile.

import { readdirSync } from 'node:fs'
import { type ClientRequest, type IncomingMessage, request } from 'node:http'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Person } from './person.ts'
import type { TestApp } from './start-app.ts'

const JSON_TYPE = { 'content-type': 'application/json' }

export function asks(
  app: TestApp,
  { token }: Person,
  [path, body]: [path: string, body: object],
): ClientRequest {
  const headers = { ...JSON_TYPE, authorization: `Bearer ${token}` }
  const asked = request(`${app.url}/api/compliance/${path}`, { method: 'POST', headers })
  asked.on('error', () => undefined)
  asked.end(JSON.stringify(body))
  return asked
}

export async function downloads(app: TestApp, { token }: Person, [path, body]: [path: string, body: object]) {
  const answer = await fetch(`${app.url}/api/compliance/${path}`, {
    ...{ method: 'POST', body: JSON.stringify(body) },
    headers: { ...JSON_TYPE, authorization: `Bearer ${token}` },
  })
  return { answer, zip: Buffer.from(await answer.arrayBuffer()) }
}

export const answered = (asked: ClientRequest) =>
  new Promise<IncomingMessage>((resolve) => asked.once('response', resolve))

/** What lies in the folder in which exports are made. */
export function underWay(app: TestApp): string[] {
  try {
    return readdirSync(join(app.dataFolder, 'exports'))
  } catch {
    return []
  }
}
export const isCleared = (app: TestApp) => expect.poll(() => underWay(app), { timeout: 20_000 }).toEqual([])

export async function opensCase(app: TestApp, grace: Person): Promise<void> {
  await app.admin('compliance.officer.add', { user: 'grace' })
  await grace.signsIn()
  const search = { words: 'tide', kinds: ['chat'] }
  await app.admin('compliance.case.open', { name: 'High water: part 2', search })
}
