// Over the socket everybody is a person: what only administrators may do is done by HTTP and the command line.

import type { Endpoint } from '../channel/endpoint.ts'
import type { Actor } from '../channel/room-rules.ts'

export function actorOf({ person, principals }: Endpoint): Actor {
  return { person, principals, admin: false }
}
