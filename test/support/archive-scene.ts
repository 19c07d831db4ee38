// An archive of a scene: in which formats, run by hand, and read back from its JSON Lines.

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { readSigned } from '#shared/post.ts'
import type { ArchivedEvent } from '../../server/compliance/archived.ts'
import type { TestApp } from './start-app.ts'

export const FORMATS = ['actiance', 'csv', 'eml', 'jsonl', 'xml']

type Ran = { moved: number; results: { adapter: string; events: number; fault: string | null }[] }

/** Switched on, and written in these formats, each into a folder of its name. */
export async function archives(app: TestApp, formats: string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'backchat-archive-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  await app.admin('compliance.set', { to: 'on' })
  for (const format of formats)
    await app.admin('compliance.adapter.add', { name: format, format, folder: join(folder, format) })
  return folder
}

export const run = (app: TestApp) => app.admin('compliance.run', {}) as Promise<Ran>

export function eventsIn(folder: string): ArchivedEvent[] {
  const files = readdirSync(folder).sort()
  const lines = files.flatMap((name) => readFileSync(join(folder, name), 'utf8').trimEnd().split('\n'))
  return lines.map((line) => JSON.parse(line) as ArchivedEvent)
}

/** Who did what, and what they wrote. */
export function told({ kind, person, body }: ArchivedEvent): string {
  const signed = typeof body.signed === 'string' ? readSigned(body.signed) : undefined
  const words = signed && 'chat' in signed ? ` ${signed.chat}` : ''
  return `${person.name} ${kind}${words}`
}
