// The Store: everything the server knows, behind one interface. SQLite is one way to keep it;
// whatever keeps it sits the same exam (test/contract/store.ts).

import type { Dialect } from 'kysely'
import type { AppendBatch, AppendResult } from './append.ts'
import type { Job } from './job.ts'
import type { Jobs } from './jobs/index.ts'

type Asked<J> = J extends Job<infer Args, infer Result> ? (args: Args) => Promise<Result> : never

export type Store = { readonly [Name in keyof Jobs]: Asked<Jobs[Name]> } & {
  /** One transaction: known ids answered, new posts given seq and chain, events stored beside them. */
  append(batch: AppendBatch): Promise<AppendResult>
  /** Waits until what was stored until now is found; searching does so by itself. @returns false when it takes too long */
  indexed(): Promise<boolean>
  /** For the identity library, which brings its own queries over its own tables. */
  readonly authDialect: Dialect
  readonly authDatabase: 'sqlite' | 'postgres'
  close(): Promise<void>
}
