// A post on its way to the log: who brought it, what it says, and whether its signature holds, once that is known.

import type { SealedPost, SignedPost } from '#shared/post.ts'
import type { Endpoint } from './endpoint.ts'

export type Candidate = {
  endpoint: Endpoint
  sealed: SealedPost
  post: SignedPost
  genuine: Promise<boolean>
}
