// Cases of compliance officers over HTTP, and their exports as files.

import * as v from 'valibot'
import {
  type CaseChange,
  casesSchema,
  closedCaseSchema,
  type ExportFormat,
  type NewCase,
  openedCaseSchema,
  type ShownCase,
  shownCaseSchema,
  type ToldCase,
} from '#shared/web/cases.ts'
import { eventsSchema, type FoundEvents } from '#shared/web/compliance.ts'
import type { Call } from './rooms-client.ts'

const PATH = '/api/compliance/cases'
export type ReceivedFile = { name: string; blob: Blob }
/** An answer that is a file: it comes whole, or not at all, and takes as long as it takes. */
export type CallFile = (path: string, body: unknown, signal: AbortSignal) => Promise<ReceivedFile>

export function casesClient(call: Call, callFile: CallFile) {
  const one = (id: string) => `${PATH}/${encodeURIComponent(id)}`
  return {
    async list(): Promise<ToldCase[]> {
      return v.parse(casesSchema, await call('GET', PATH)).cases
    },
    async show(id: string): Promise<ShownCase> {
      return v.parse(shownCaseSchema, await call('GET', one(id)))
    },
    async open(opened: NewCase): Promise<string> {
      return v.parse(openedCaseSchema, await call('POST', PATH, opened)).id
    },
    async change(id: string, change: CaseChange): Promise<void> {
      await call('PATCH', one(id), change)
    },
    async events(id: string, beyond?: string): Promise<FoundEvents> {
      const query = beyond === undefined ? '' : `?${new URLSearchParams({ beyond })}`
      return v.parse(eventsSchema, await call('GET', `${one(id)}/events${query}`))
    },
    /** @returns the names of the holds that were released with it */
    async close(id: string, holds: 'keep' | 'release'): Promise<string[]> {
      return v.parse(closedCaseSchema, await call('POST', `${one(id)}/close`, { holds })).released
    },
    export: (id: string, formats: ExportFormat[], signal: AbortSignal) =>
      callFile(`${one(id)}/export`, { formats }, signal),
  }
}
