// Add-ins: register, unregister, list.

import * as v from 'valibot'
import { ADD_IN_GRANTS, addInUrlSchema } from '#shared/add-in.ts'
import { addInNameSchema } from '#shared/text.ts'
import { defineAct } from './act.ts'

export const addInActs = [
  defineAct(
    'addin.add',
    v.strictObject({
      name: addInNameSchema,
      url: addInUrlSchema,
      /** The room's properties are always told. */
      grants: v.optional(v.array(v.picklist(ADD_IN_GRANTS)), []),
    }),
    ({ channel }, addIn) => channel.addIns.add({ ...addIn, grants: [...new Set(addIn.grants)] }),
  ),
  defineAct('addin.remove', v.strictObject({ addIn: v.string() }), ({ channel }, { addIn }) =>
    channel.addIns.remove(addIn),
  ),
  defineAct('addin.list', v.strictObject({}), async ({ channel }) => ({
    addIns: await channel.addIns.list(),
  })),
]
