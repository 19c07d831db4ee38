// An endpoint is one connection of one device of one person, as the Channel service knows it:
// the original's session. The gateway makes it at sign-in and ends it when the connection goes.

import type { PersonUri, Principal, RoomUri } from '#shared/uri.ts'
import type { SessionId } from '../pool/pool.ts'

export type Endpoint = {
  readonly id: SessionId
  readonly person: PersonUri
  readonly displayName: string
  readonly device: { readonly id: string; readonly publicKey: string }
  /** Whom this person stands for: themselves, everyone, their domain. */
  readonly principals: readonly Principal[]
  /** The rooms that this connection hears. */
  readonly joined: Set<RoomUri>
  /** The session ended; nothing more is accepted from it. */
  ended: boolean
}

/** For compliance events: who acted, from which device and connection. */
export function actor(endpoint: Endpoint): { person: PersonUri; device: string; session: SessionId } {
  return { person: endpoint.person, device: endpoint.device.id, session: endpoint.id }
}

/** For joins and parts, which tell also with whom the session ends. */
export function presenceOf(
  endpoint: Endpoint,
  { life }: { life: string },
): ReturnType<typeof actor> & { service: string } {
  return { ...actor(endpoint), service: life }
}
