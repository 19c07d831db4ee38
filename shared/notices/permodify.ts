// Someone in a joined room holds other roles now. Silent in a large room.

import * as v from 'valibot'
import { defineNotice } from '../notice.ts'
import { ROLES } from '../person.ts'
import { personUriSchema, roomUriSchema } from '../uri.ts'

export const permodify = defineNotice(
  'permodify',
  v.object({ room: roomUriSchema, uri: personUriSchema, roles: v.array(v.picklist(ROLES)) }),
)
