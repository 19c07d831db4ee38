// After a commit: what it added to a room goes out as one announcement, in order of seq.

import type { Delivered } from '#shared/entry.ts'
import type { Log } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import type { Pool } from '../pool/pool.ts'
import type { AppendOutcome } from '../store/append.ts'
import type { AccessCache } from './access.ts'
import type { Candidate } from './candidate.ts'

type Deps = { access: AccessCache; pool: Pool; metrics: Metrics; log: Log }
type Added = { items: Delivered[]; from: number; to: number }

export function announceStored(deps: Deps, candidates: Candidate[], outcomes: AppendOutcome[]): void {
  const rooms = new Map<string, Added>()
  for (const [index, candidate] of candidates.entries()) {
    const outcome = outcomes[index]
    if (!outcome) continue
    deps.metrics.posts.inc({ outcome: outcome.result })
    if (outcome.result !== 'stored') continue
    if (outcome.fork)
      deps.log.warn(
        { device: candidate.post.device, room: candidate.post.room },
        'a device used a dseq twice',
      )
    const { room } = candidate.post
    const added = rooms.get(room) ?? { items: [], from: outcome.seq, to: outcome.seq }
    added.items.push(toDelivered(candidate, outcome))
    added.to = outcome.seq
    rooms.set(room, added)
  }
  for (const [room, added] of rooms) {
    deps.pool.announce({ kind: 'entries', room, ...added, aclEpoch: deps.access.epoch() })
  }
}

function toDelivered({ endpoint, sealed, post }: Candidate, stored: { seq: number; ts: number }): Delivered {
  return {
    room: post.room,
    seq: stored.seq,
    ts: new Date(stored.ts).toISOString(),
    via: 'server',
    authdisp: endpoint.displayName,
    signed: sealed.signed,
    sig: sealed.sig,
  }
}
