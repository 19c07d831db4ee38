// What holds for the whole pool: whether the feature is there, which it is until somebody says otherwise, and whether what
// is done is recorded.

import { TICKET_HOURS } from '#shared/limits.ts'
import { type Db, reads, writes, writesAlone } from '../job.ts'
import { COMPLIANCE_SWITCH, isComplianceOn } from './compliance.ts'
import { readMeta, writeMeta } from './meta.ts'
import { changesBetween, recordChange } from './record-change.ts'

const ENABLED_KEY = 'enable_persistent_chat'
const MESH_KEY = 'mesh_policy'

/** Where devices may talk directly: `named` is in the rooms of these categories only. */
export type MeshPolicy = {
  mode: 'on' | 'off' | 'named'
  categories: string[]
  /** How long a membership ticket holds, and so how long devices can do without the server. */
  ticketHours: number
}

async function readMesh(db: Db): Promise<MeshPolicy> {
  const kept = await readMeta(db, MESH_KEY)
  const said = (kept === undefined ? {} : JSON.parse(kept)) as Partial<MeshPolicy>
  return { mode: 'on', categories: [], ticketHours: TICKET_HOURS, ...said }
}

async function isEnabled(db: Db): Promise<boolean> {
  return (await readMeta(db, ENABLED_KEY)) !== 'no'
}

type Switch = 'on' | 'off'

/** The last that is recorded is that nothing more will be, and the first is that it is again. */
async function setCompliance(db: Db, { to, at }: { to: Switch; at: number }): Promise<void> {
  const from: Switch = (await isComplianceOn(db)) ? 'on' : 'off'
  const told = { kind: 'policy', act: 'change', of: 'compliance', room: null, by: null, at } as const
  if (to === 'on') await writeMeta(db, COMPLIANCE_SWITCH, to)
  if (from !== to) await recordChange(db, { ...told, changes: { recording: { from, to } } })
  if (to === 'off') await writeMeta(db, COMPLIANCE_SWITCH, to)
}

export const policyJobs = {
  setCompliance: writesAlone(setCompliance),
  meshPolicy: reads(async (db, _: Record<string, never>) => readMesh(db)),
  setMeshPolicy: writes(async (db, { at, change }: { at: number; change: Partial<MeshPolicy> }) => {
    const from = await readMesh(db)
    const to = { ...from, ...change }
    if (JSON.stringify(from) === JSON.stringify(to)) return
    await writeMeta(db, MESH_KEY, JSON.stringify(to))
    await recordChange(db, {
      ...{ kind: 'policy', act: 'change', of: 'mesh', room: null, by: null, at },
      changes: changesBetween(from, to),
    })
  }),
  persistentChat: reads(async (db, _: Record<string, never>) => isEnabled(db)),
  setPersistentChat: writes(async (db, { enabled, at }: { enabled: boolean; at: number }) => {
    const before = await isEnabled(db)
    await writeMeta(db, ENABLED_KEY, enabled ? 'yes' : 'no')
    if (before === enabled) return
    await recordChange(db, {
      ...{ kind: 'policy', act: 'change', of: 'persistent-chat', room: null, by: null, at },
      changes: { enabled: { from: before, to: enabled } },
    })
  }),
}
