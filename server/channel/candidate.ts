// A post on its way to the log: who brought it, what it says, and whether its signature holds, once that is known.

import type { AnyPost, SealedPost } from '#shared/post.ts'
import type { Endpoint } from './endpoint.ts'

export type Candidate = {
  /** Undefined: the pool itself. */
  endpoint: Endpoint | undefined
  sealed: SealedPost
  post: AnyPost
  genuine: Promise<boolean>
}
