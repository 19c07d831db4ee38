// A Compliance service over a store and an archive of its own, with a clock that is set by hand.

import { generateKeyPairSync, sign } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect } from 'vitest'
import { type Archive, archiveCalls } from '../../server/compliance/archive-calls.ts'
import {
  type Compliance,
  type ComplianceDeps,
  createCompliance,
  MINUTE_MS,
} from '../../server/compliance/service.ts'
import { silentLog } from '../../server/logger.ts'
import { type ArchiveDb, openArchive } from '../../server/store/archive/open-archive.ts'
import { openStore } from '../../server/store/open-store.ts'
import type { Store } from '../../server/store/store.ts'

export const DAY_MS = 24 * 60 * MINUTE_MS
const { privateKey, publicKey } = generateKeyPairSync('ed25519')

export class ComplianceFixture {
  readonly folder: string
  readonly store: Store
  readonly db: ArchiveDb
  clock = 1_000 * DAY_MS
  readonly #services: Compliance[] = []

  private constructor(parts: { folder: string; store: Store; db: ArchiveDb }) {
    this.folder = parts.folder
    this.store = parts.store
    this.db = parts.db
  }

  static async open(): Promise<ComplianceFixture> {
    const folder = mkdtempSync(join(tmpdir(), 'backchat-service-'))
    const store = await openStore({ dataFolder: folder, onBroken: (fault) => expect.fail(fault.message) })
    const db = await openArchive({ file: join(folder, 'archive.sqlite') })
    // The first event of each archive here is that.
    await store.setCompliance({ to: 'on', at: 0 })
    return new ComplianceFixture({ folder, store, db })
  }

  async close(): Promise<void> {
    for (const each of this.#services) await each.stop()
    await this.db.destroy()
    await this.store.close()
    rmSync(this.folder, { recursive: true })
  }

  archive(): Archive {
    const world = { db: this.db, log: silentLog, ending: new AbortController(), busy: new Set<string>() }
    const calls = Object.entries(archiveCalls).map(([name, call]) => [
      name,
      (args: unknown) => (call as (from: object, asked: unknown) => unknown)(world, args),
    ])
    return Object.fromEntries(calls) as Archive
  }

  service(changes: Partial<ComplianceDeps> = {}): Compliance {
    const made = createCompliance({
      ...{ store: this.store, archive: this.archive(), pool: 'q', holder: 'one' },
      ...{ life: 'this one', isAlone: true, now: () => this.clock, log: silentLog },
      sign: async (bytes) => ({ kid: 'k', sig: sign(null, bytes, privateKey).toString('base64url') }),
      keys: async () => ({ k: String(publicKey.export({ format: 'jwk' }).x) }),
      ...changes,
    })
    this.#services.push(made)
    return made
  }

  async happens(kind: string): Promise<void> {
    const act = { at: this.clock, kind, room: null, person: 'sip:ada@q', device: null }
    await this.store.record({ events: [{ ...act, seq: null, post: null, body: '{}' }] })
  }
}
