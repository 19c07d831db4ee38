// A job is one question or one change to the database, run whole in one transaction. SQLite runs it inside
// a worker thread, where no other job can come between its statements; so it is named, not passed around.

import type { Kysely, Transaction } from 'kysely'
import type { Tables } from './tables.ts'

export type Db = Kysely<Tables> | Transaction<Tables>

declare const alone: unique symbol
/** A database in which no post is being stored until the transaction ends, on any node. */
export type DbAlone = Db & { readonly [alone]: true }

export type Access = 'read' | 'write' | 'write alone' | 'write beside'

export type Job<Args, Result> = {
  readonly access: Access
  readonly run: (db: Db, args: Args) => Promise<Result>
}

export function reads<Args, Result>(run: (db: Db, args: Args) => Promise<Result>): Job<Args, Result> {
  return { access: 'read', run }
}

export function writes<Args, Result>(run: (db: Db, args: Args) => Promise<Result>): Job<Args, Result> {
  return { access: 'write', run }
}

/** For work that goes on while posts are stored, and is done by one node at a time. */
export function writesBeside<Args, Result>(run: (db: Db, args: Args) => Promise<Result>): Job<Args, Result> {
  return { access: 'write beside', run }
}

/** For changes that hold for every post from then on, such as those of rights. */
export function writesAlone<Args, Result>(
  run: (db: DbAlone, args: Args) => Promise<Result>,
): Job<Args, Result> {
  return { access: 'write alone', run: (db, args) => run(db as DbAlone, args) }
}
