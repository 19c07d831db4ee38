// The server's part in the talk between devices: tickets that stand for it while it is away, and handing on what devices say to each
// other to open their links. Nothing of it is stored but that tickets are out.

import type { DataOf, ReplyOf } from '#shared/command.ts'
import type { gettickets } from '#shared/commands/gettickets.ts'
import type { signal } from '#shared/commands/signal.ts'
import { ERROR_CODES, XccosError } from '#shared/errors.ts'
import { poolBytes } from '#shared/mesh/pool-signed.ts'
import { neighbours } from '#shared/mesh/ring.ts'
import { type MemberTicket, REVOKED_MAX } from '#shared/mesh/ticket.ts'
import { notices } from '#shared/notices/index.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { NewTicket } from '../store/jobs/mesh.ts'
import type { Store } from '../store/store.ts'
import type { Endpoint } from './endpoint.ts'
import { createEpochs, type EpochDeps, type Epochs } from './epochs.ts'
import { requireMesh } from './mesh-policy.ts'
import { permissionsIn, type RoomAccess } from './permissions.ts'
import type { Roster } from './roster.ts'

const HOUR_MS = 60 * 60_000
/** Beyond this a device is told only of those whom it should be linked with. */
const PRESENT_MAX = 100
const REDRAW_MS = 10 * 60_000

type Asked = DataOf<typeof gettickets>
type Reply = ReplyOf<typeof gettickets>
type Given = { reply: Reply['rooms'][number]; out: NewTicket }

export type Mesh = Epochs & {
  tickets(endpoint: Endpoint, asked: Asked): Promise<Reply>
  signal(endpoint: Endpoint, said: DataOf<typeof signal>): Promise<void>
}

type Deps = EpochDeps & {
  store: EpochDeps['store'] & Pick<Store, 'noteTickets'>
  roster: Pick<Roster, 'endpoints'>
}

export function createMesh(deps: Deps): Mesh {
  const { store, access, identity, roster, pool, clock } = deps
  const epochs = createEpochs(deps)
  /** In which rooms a connection can be called. */
  const callable = new WeakMap<Endpoint, Set<RoomUri>>()

  const isCallable = (endpoint: Endpoint, room: RoomUri) => callable.get(endpoint)?.has(room) === true

  function presentFor({ device }: Endpoint, room: RoomUri): string[] {
    const there = roster.endpoints(room).filter((each) => isCallable(each, room))
    const others = [...new Set(there.map((each) => each.device.id))].filter((id) => id !== device.id)
    if (others.length <= PRESENT_MAX) return others
    return neighbours(device.id, others, Math.floor(clock.now() / REDRAW_MS))
  }

  async function give(endpoint: Endpoint, room: RoomUri, fingerprint: string): Promise<Given> {
    const { id } = await requireMesh(deps, endpoint, room)
    const known = (await access.room(room)) as RoomAccess
    const { ticketHours } = await store.meshPolicy({})
    const revoked = await store.revokedTickets({ roomId: id })
    const { device, person, displayName } = endpoint
    const own = revoked.find(([each]) => each === device.id)?.[1] ?? 0
    const iat = Math.max(clock.now(), own, revoked[REVOKED_MAX]?.[1] ?? 0)
    const mayPost = permissionsIn(known, endpoint.principals).has('chat')
    const ticket: MemberTicket = {
      ...{ v: 1, room, device: device.id, key: device.publicKey, fingerprint },
      ...{ person, name: displayName, mayPost, iat, exp: iat + ticketHours * HOUR_MS },
    }
    const signed = JSON.stringify(ticket)
    const statement = await epochs.statement({ id, uri: room }, revoked)
    const reply = {
      ...{ room, ticket: { signed, ...(await identity.signWithPoolKey(poolBytes('ticket', signed))) } },
      ...(statement ? { epoch: statement } : {}),
      present: presentFor(endpoint, room),
    }
    return { reply, out: { roomId: id, device: device.id, person, mayPost, exp: ticket.exp } }
  }

  return {
    ...epochs,
    async tickets(endpoint, { rooms, fingerprint }) {
      const given: Given[] = []
      const failed: Reply['failed'] = []
      for (const uri of new Set(rooms))
        try {
          given.push(await give(endpoint, uri, fingerprint))
        } catch (error) {
          if (!(error instanceof XccosError)) throw error
          failed.push({ uri, code: ERROR_CODES[error.code], text: error.code })
        }
      await store.noteTickets({ tickets: given.map(({ out }) => out) })
      // Rights that were lost while it was noted were looked for too early.
      for (const { reply } of given) await requireMesh(deps, endpoint, reply.room)
      callable.set(
        endpoint,
        new Set([...(callable.get(endpoint) ?? []), ...given.map(({ reply }) => reply.room)]),
      )
      return { rooms: given.map(({ reply }) => reply), failed }
    },
    async signal(endpoint, { room, to, data }) {
      await requireMesh(deps, endpoint, room)
      const called = roster.endpoints(room).filter((each) => each.device.id === to && isCallable(each, room))
      if (called.length === 0 || !isCallable(endpoint, room))
        throw new XccosError('NoSuchPrincipal', 'There is no such device to be called.')
      const notice = { id: notices.signal.ntc, data: { room, from: endpoint.device.id, data } }
      for (const { id } of called) pool.announce({ kind: 'to-session', session: id, notice })
    },
  }
}
