// This person was made a member of a room that invites.

import { invitationSchema } from '../commands/getinv.ts'
import { defineNotice } from '../notice.ts'

export const invite = defineNotice('invite', invitationSchema)
