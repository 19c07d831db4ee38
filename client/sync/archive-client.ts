// The compliance archive over HTTP, for officers.

import * as v from 'valibot'
import {
  type ArchiveStatus,
  archiveStatusSchema,
  conversationSchema,
  type EventProof,
  eventProofSchema,
  eventsSchema,
  type FoundEvents,
  holdsSchema,
  type NewHold,
  retentionSchema,
  type ToldConversation,
  type ToldHold,
  type ToldRule,
} from '#shared/web/compliance.ts'
import type { Call } from './rooms-client.ts'

const PATH = '/api/compliance'
export type RuleScope = { room?: string; category?: string }
/** What is left empty is not asked for. */
export type Asked = Record<string, string | undefined>

function queryOf(asked: Asked): string {
  const given = Object.entries(asked).filter(([, value]) => value !== undefined && value !== '')
  return new URLSearchParams(given as [string, string][]).toString()
}

export function archiveClient(call: Call) {
  return {
    async status(): Promise<ArchiveStatus> {
      return v.parse(archiveStatusSchema, await call('GET', `${PATH}/status`))
    },
    async events(asked: Asked): Promise<FoundEvents> {
      return v.parse(eventsSchema, await call('GET', `${PATH}/events?${queryOf(asked)}`))
    },
    async proof(number: number): Promise<EventProof> {
      return v.parse(eventProofSchema, await call('GET', `${PATH}/events/${number}`))
    },
    async conversation(asked: Asked): Promise<ToldConversation> {
      return v.parse(conversationSchema, await call('GET', `${PATH}/conversation?${queryOf(asked)}`))
    },
    async holds(): Promise<ToldHold[]> {
      return v.parse(holdsSchema, await call('GET', `${PATH}/holds`)).holds
    },
    async hold(hold: NewHold): Promise<void> {
      await call('POST', `${PATH}/holds`, hold)
    },
    async release(name: string): Promise<void> {
      await call('POST', `${PATH}/holds/release`, { name })
    },
    /** Without a room and a category: for everything. `days` null: for ever. */
    async setRule(rule: RuleScope & { days: number | null }): Promise<void> {
      await call('POST', `${PATH}/retention`, rule)
    },
    async clearRule(scope: RuleScope): Promise<void> {
      await call('POST', `${PATH}/retention/clear`, scope)
    },
    async setInterval(minutes: number): Promise<void> {
      await call('POST', `${PATH}/interval`, { minutes })
    },
    async rules(): Promise<ToldRule[]> {
      return v.parse(retentionSchema, await call('GET', `${PATH}/retention`)).rules
    },
  }
}
