// Registered add-ins (facts 3.8): pages that open beside a room.

import type { AddIn, AddInGrant } from '#shared/add-in.ts'
import { XccosError } from '#shared/errors.ts'
import { fold } from '#shared/text.ts'
import { type Db, reads, writesAlone } from '../job.ts'
import { raiseAclEpoch } from './meta.ts'
import { recordChange } from './record-change.ts'

type Row = { id: string; name: string; url: string; grants: string }

function toAddIn({ grants, ...rest }: Row): AddIn {
  return { ...rest, grants: JSON.parse(grants) as AddInGrant[] }
}

function select(db: Db) {
  return db.selectFrom('add_ins').select(['id', 'name', 'url', 'grants'])
}

export async function findAddIn(db: Db, id: string): Promise<AddIn | undefined> {
  const row = await select(db).where('id', '=', id).executeTakeFirst()
  return row && toAddIn(row)
}

export const addInJobs = {
  addIns: reads(async (db, _: Record<string, never>) => {
    const rows = await select(db).orderBy('name_folded').execute()
    return rows.map(toAddIn)
  }),
  addAddIn: writesAlone(async (db, { grants, ...addIn }: AddIn) => {
    const name_folded = fold(addIn.name)
    const taken = await db
      .selectFrom('add_ins')
      .select('id')
      .where('name_folded', '=', name_folded)
      .executeTakeFirst()
    if (taken) throw new XccosError('DuplicateAddinName', 'There is an add-in of this name already.')
    await db
      .insertInto('add_ins')
      .values({ ...addIn, name_folded, grants: JSON.stringify(grants) })
      .execute()
    return raiseAclEpoch(db)
  }),
  /** Rooms that had it have none then; tells which. */
  removeAddIn: writesAlone(async (db, { id, at }: { id: string; at: number }) => {
    const rooms = await db.selectFrom('rooms').select('uri').where('add_in', '=', id).orderBy('id').execute()
    const told = {
      kind: 'room',
      act: 'change',
      by: null,
      at,
      changes: { addIn: { from: id, to: null } },
    } as const
    for (const { uri } of rooms) await recordChange(db, { ...told, room: uri })
    await db.updateTable('rooms').set({ add_in: null }).where('add_in', '=', id).execute()
    await db.deleteFrom('add_ins').where('id', '=', id).execute()
    return { aclEpoch: await raiseAclEpoch(db), rooms: rooms.map(({ uri }) => uri) }
  }),
}
