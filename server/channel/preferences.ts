// Preferences of a person, the same on all their devices: what one changes, the others hear of.

import { notices } from '#shared/notices/index.ts'
import type { Pref } from '#shared/pref.ts'
import type { Pool } from '../pool/pool.ts'
import type { Store } from '../store/store.ts'
import type { Endpoint } from './endpoint.ts'

type Change = { label: string; content: string; seqid?: number | undefined }
export type Preferences = {
  /** Without content when the caller has it, and 0 when there is none. */
  get(
    endpoint: Endpoint,
    asked: { label: string; seqid?: number | undefined },
  ): Promise<{ label: string; seqid: number; content?: string }>
  after(endpoint: Endpoint, after: number): Promise<{ prefs: Pref[]; moreAvailable: boolean }>
  set(endpoint: Endpoint, change: Change): Promise<{ label: string; seqid: number }>
}

/** Of the largest ones an envelope holds so many without growing over what a client takes at once. */
const PER_REPLY = 16

export function createPreferences({ store, pool }: { store: Store; pool: Pool }): Preferences {
  return {
    async get({ person }, { label, seqid = 0 }) {
      const pref = await store.pref({ person, label })
      if (!pref) return { label, seqid: 0 }
      return pref.seqid > seqid ? pref : { label, seqid: pref.seqid }
    },
    async after({ person }, after) {
      const found = await store.prefsAfter({ person, after, limit: PER_REPLY + 1 })
      return { prefs: found.slice(0, PER_REPLY), moreAvailable: found.length > PER_REPLY }
    },
    async set(endpoint, { label, content, seqid: expected }) {
      const { person } = endpoint
      const { seqid, changed } = await store.setPref({ person, label, content, seqid: expected })
      const notice = { id: notices.pref.ntc, data: { label, seqid, content } }
      if (changed) pool.announce({ kind: 'to-person', person, notice, except: endpoint.id })
      return { label, seqid }
    },
  }
}
