// The numbered list. A released migration is never edited; the next one mends it.

import type { Migration } from 'kysely/migration'
import * as initial from './0001-initial.ts'
import * as managing from './0002-managing.ts'
import * as search from './0003-search.ts'
import * as amending from './0004-amending.ts'
import * as personal from './0005-personal.ts'
import * as searchDue from './0006-search-due.ts'
import * as called from './0007-called.ts'
import * as officer from './0008-officer.ts'
import * as mesh from './0009-mesh.ts'

export const migrations: Record<string, Migration> = {
  '0001-initial': initial,
  '0002-managing': managing,
  '0003-search': search,
  '0004-amending': amending,
  '0005-personal': personal,
  '0006-search-due': searchDue,
  '0007-called': called,
  '0008-officer': officer,
  '0009-mesh': mesh,
}
