// The whole check of a SQLite database, beside a running server or without one. It reads only, by a connection of its own.

import { existsSync } from 'node:fs'
import Database from 'better-sqlite3'
import { checkLog, type LogReport } from '../check-log.ts'
import type { Tables } from '../tables.ts'
import { UnusableDatabase } from '../unusable.ts'
import type { Connection } from './connection.ts'
import { missingEntries } from './high-water.ts'
import { explained } from './opening.ts'
import { kyselyOver } from './prepared.ts'
import { brokenEnds, pageDamage } from './start-check.ts'

export async function checkFile(file: string): Promise<LogReport> {
  if (!existsSync(file)) throw new UnusableDatabase(`There is no database at ${file}.`)
  const connection = new Database(file, { readonly: true })
  try {
    return await checkAll(connection)
  } catch (error) {
    throw explained(error, file)
  } finally {
    connection.close()
  }
}

async function checkAll(connection: Connection): Promise<LogReport> {
  connection.pragma('schema_version')
  const damage = [pageDamage, danglingReferences, brokenEnds, missing].flatMap((search) =>
    findings(() => search(connection)),
  )
  const db = kyselyOver<Tables>(connection)
  try {
    const log = await checkLog(db)
    return { ...log, damage: [...damage, ...log.damage] }
  } catch (error) {
    // Too damaged to be read to the end; what was found so far says where.
    if (damage.length === 0) throw error
    return { rooms: 0, entries: 0, damage: [...new Set(damage)] }
  }
}

function findings(search: () => string[]): string[] {
  const sentence = (what: string) => `Database: ${what.replaceAll(/\s+/g, ' ').replace(/\.$/, '')}.`
  try {
    return search().map(sentence)
  } catch (error) {
    return [sentence(error instanceof Error ? error.message : String(error))]
  }
}

function missing(connection: Connection): string[] {
  const complaint = missingEntries(connection, connection.name)
  return complaint === undefined ? [] : [complaint]
}

function danglingReferences(connection: Connection): string[] {
  const rows = connection.pragma('foreign_key_check') as { table: string; parent: string }[]
  return [...new Set(rows.map(({ table, parent }) => `${table} names ${parent} that are not there`))]
}
