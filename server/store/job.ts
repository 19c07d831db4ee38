// A job is one question or one change to the database, run whole in one transaction. SQLite runs it inside
// a worker thread, where no other job can come between its statements; so it is named, not passed around.

import type { Kysely, Transaction } from 'kysely'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables> | Transaction<Tables>

export type Job<Args, Result> = {
  readonly access: 'read' | 'write'
  readonly run: (db: Db, args: Args) => Promise<Result>
}

export function reads<Args, Result>(run: (db: Db, args: Args) => Promise<Result>): Job<Args, Result> {
  return { access: 'read', run }
}

export function writes<Args, Result>(run: (db: Db, args: Args) => Promise<Result>): Job<Args, Result> {
  return { access: 'write', run }
}
