// What an administrator says about what is kept, and the letting go itself. Each of it is an event too; the archive itself tells of
// the last, together with the act.

import type { Hold } from '../store/archive/holds.ts'
import type { RetentionRule, RetentionScope } from '../store/archive/retention-rules.ts'
import { type Change, changesBetween } from '../store/jobs/record-change.ts'
import type { Store } from '../store/store.ts'
import type { Archive } from './archive-calls.ts'
import { createCases } from './cases.ts'
import type { ExportOrder } from './export.ts'

export type { RetentionScope }

/** At one interval; the rest goes at the next ones. */
const LET_GO_AT_ONCE = 50_000

export type NewHold = Pick<Hold, 'id' | 'caseId' | 'name' | 'reason' | 'person' | 'room' | 'from' | 'to'>
export type NewExport = Omit<ExportOrder, 'pool' | 'at' | 'by'> & { destination?: 'download' | undefined }
type Deps = { store: Pick<Store, 'recordAnyway' | 'person'>; archive: Archive; pool: string; now(): number }
type Told = {
  kind: 'hold' | 'retention' | 'export'
  act: string
  by: string
  changes: Record<string, Change>
}

export function createKeeping({ store, archive, pool, now }: Deps) {
  const ourselves = `sip:backchat@${pool}`

  async function record({ kind, act, by, changes }: Told): Promise<void> {
    const body = JSON.stringify({ act, changes })
    const event = { at: now(), kind, room: null, person: by, device: null, seq: null, post: null, body }
    await store.recordAnyway({ events: [event] })
  }

  /** Each of these is by whoever asked for it; by the pool where the command line did. */
  return {
    ...createCases({ store, archive, ourselves, now }),
    holds: archive.holds,
    retentionRules: archive.retentionRules,
    search: archive.search,
    /** Whether anything that happened there is archived. */
    knowsRoom: (uri: string) => archive.knowsRoom({ uri }),
    /** What happened in a room, in its order, and who was there meanwhile. */
    conversation: archive.conversation,
    async addHold(hold: NewHold, by = ourselves): Promise<boolean> {
      if (!(await archive.addHold({ ...hold, by, at: now() }))) return false
      await record({ kind: 'hold', act: 'add', by, changes: changesBetween({}, hold) })
      return true
    },
    async releaseHold(name: string, by = ourselves): Promise<boolean> {
      if (!(await archive.releaseHold({ name, at: now(), by }))) return false
      await record({ kind: 'hold', act: 'release', by, changes: changesBetween({ name }, {}) })
      return true
    },
    async setRetention(rule: RetentionRule, by = ourselves): Promise<void> {
      await archive.setRetention(rule)
      const { scope, keepMs } = rule
      await record({ kind: 'retention', act: 'set', by, changes: changesBetween({}, { ...scope, keepMs }) })
    },
    async clearRetention(scope: RetentionScope, by = ourselves): Promise<boolean> {
      if (!(await archive.clearRetention(scope))) return false
      await record({ kind: 'retention', act: 'clear', by, changes: changesBetween({ ...scope }, {}) })
      return true
    },
    /** Recorded before it is written: what left the archive is known, also where the disk was full. */
    async writeExport({ destination, ...order }: NewExport, by = ourselves) {
      const { criteria, name, folder, formats, case: exported } = order
      if ((await archive.search({ ...criteria, limit: 1 })).events.length === 0) return undefined
      const what = { name, case: exported?.name, formats, ...criteria }
      const changes = changesBetween({}, { ...what, folder, destination })
      await record({ kind: 'export', act: 'write', by, changes })
      return archive.writeExport({ ...order, pool, by, at: now() })
    },
    /** What is due by its rule, and not held. */
    async letGo(): Promise<void> {
      await archive.letGoDue({ at: now(), by: ourselves, limit: LET_GO_AT_ONCE })
    },
  }
}
