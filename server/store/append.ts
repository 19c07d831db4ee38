// What a posting batch hands to the database, and what it gets back for each item. Both databases keep to it.

import type { Amendment, WhyNot } from './amendment.ts'
import type { ComplianceEvent } from './jobs/compliance.ts'

export type AppendItem = {
  roomId: number
  id: string
  device: string
  dseq: number
  author: string
  kind: string
  via: 'server' | 'mesh' | 'import'
  signed: string
  sig: string
  /** The category keeps no history. */
  fleeting: boolean
  /** What it does to an earlier post; absent for a post of its own. */
  amends?: Amendment
  /** Stored beside the entry when compliance is on; `seq` and `at` are filled in. */
  event: ComplianceEvent
}

export type AppendBatch = {
  /** The epoch of rights by which the batch was allowed. */
  aclEpoch: number
  /** Server time, milliseconds since 1970. */
  at: number
  items: AppendItem[]
}

export type AppendOutcome =
  | { result: 'stored' | 'known'; seq: number; ts: number; chain: Uint8Array; fork: boolean }
  /** The id is taken by other bytes. */
  | { result: 'collision' }
  /** What it is about is not there, or may not be changed so. Nothing was stored. */
  | { result: 'refused'; whyNot: WhyNot }

export type AppendResult =
  | { state: 'committed'; outcomes: AppendOutcome[] }
  /** Rights changed since they were looked up: nothing was stored; look again and come back. */
  | { state: 'stale'; aclEpoch: number }
