// Somebody's tickets of a room are void from now on.

import * as v from 'valibot'
import { poolSignedSchema } from '../mesh/pool-signed.ts'
import { defineNotice } from '../notice.ts'
import { roomUriSchema } from '../uri.ts'

export const epoch = defineNotice('epoch', v.object({ room: roomUriSchema, statement: poolSignedSchema }))
