// Somebody with whom this connection shares a room came, went, or is otherwise there than before. Ours.

import * as v from 'valibot'
import { defineNotice } from '../notice.ts'
import { stateSchema } from '../presence.ts'
import { personUriSchema } from '../uri.ts'

export const state = defineNotice('state', v.object({ uri: personUriSchema, state: stateSchema }))
