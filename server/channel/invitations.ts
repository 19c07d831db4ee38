// Invitations: being made a member of a room that invites. They are counted per person, so a device asks for
// what came after the last one it saw. An invitation to a room since lost is not told.

import type { Invitation } from '#shared/commands/getinv.ts'
import { notices } from '#shared/notices/index.ts'
import type { PersonUri, Principal, RoomUri } from '#shared/uri.ts'
import type { Pool } from '../pool/pool.ts'
import type { InvitationRow } from '../store/jobs/invitations.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import type { Endpoint } from './endpoint.ts'
import { permissionsIn } from './permissions.ts'
import { principalsOf } from './room-rules.ts'
import { viewRoom } from './room-view.ts'
import type { Roster } from './roster.ts'

type Deps = { store: Store; access: AccessCache; roster: Roster; pool: Pool }
export type Invitations = {
  after(endpoint: Endpoint, inviteId: number): Promise<{ invitations: Invitation[]; lastInviteId: number }>
  /** Tells people who are connected that they were invited to the room at that moment. */
  tell(room: RoomUri, at: number): Promise<void>
  /** The same for all rooms. */
  tellAll(at: number): Promise<void>
}

export function createInvitations({ store, access, roster, pool }: Deps): Invitations {
  async function view(row: InvitationRow, principals: readonly Principal[]): Promise<Invitation | undefined> {
    const known = await access.room(row.roomUri)
    if (!known || !permissionsIn(known, principals).has('join')) return undefined
    const room = viewRoom(known, { principals }, roster)
    return { inviteId: Number(row.inviteId), createdOn: new Date(Number(row.createdAt)).toISOString(), room }
  }

  async function tell(rows: (InvitationRow & { person: PersonUri })[]): Promise<void> {
    for (const { person, ...row } of rows) {
      const data = await view(row, principalsOf(person))
      if (data) pool.announce({ kind: 'to-person', person, notice: { id: notices.invite.ntc, data } })
    }
  }

  return {
    async after(endpoint, inviteId) {
      const rows = await store.invitations({ person: endpoint.person, after: inviteId })
      const views = await Promise.all(rows.map((row) => view(row, endpoint.principals)))
      return {
        invitations: views.filter((each) => each !== undefined),
        lastInviteId: Number(rows.at(-1)?.inviteId ?? inviteId),
      }
    },
    async tell(room, at) {
      await tell((await store.invitationsMade({ at })).filter(({ roomUri }) => roomUri === room))
    },
    async tellAll(at) {
      await tell(await store.invitationsMade({ at }))
    },
  }
}
