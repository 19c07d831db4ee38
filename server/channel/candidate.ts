// A post on its way to the log: who brought it and by what right, what it says, and whether its signature holds, once that is known.

import type { AnyPost, SealedPost } from '#shared/post.ts'
import type { Principal } from '#shared/uri.ts'
import type { Endpoint } from './endpoint.ts'

export type Bearer =
  | { by: 'author'; endpoint: Endpoint }
  | { by: 'pool' }
  /** Out of the mesh. What counts is the author's right, whether they are there or not, and nobody else's word. */
  | { by: 'carrier'; endpoint: Endpoint; displayName: string; principals: readonly Principal[] }

export type Candidate = {
  bearer: Bearer
  sealed: SealedPost
  post: AnyPost
  genuine: Promise<boolean>
}

/** Whose share of what can be stored it takes. */
export function laneOf({ bearer, post }: Candidate): string {
  return bearer.by === 'carrier' ? bearer.endpoint.person : post.author
}
