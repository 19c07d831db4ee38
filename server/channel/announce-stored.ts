// After a commit: what it added to a room goes out as one announcement per run of seq.

import type { Delivered } from '#shared/entry.ts'
import type { Log } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import type { AppendOutcome } from '../store/append.ts'
import type { Bearer, Candidate } from './candidate.ts'
import type { DeliveredRun, Delivery } from './delivery.ts'
import { viaOf } from './verdict.ts'

type Deps = { delivery: Pick<Delivery, 'deliver'>; metrics: Metrics; log: Log }

export function announceStored(deps: Deps, candidates: Candidate[], outcomes: AppendOutcome[]): void {
  const runs: DeliveredRun[] = []
  const lastRuns = new Map<string, DeliveredRun>()
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
    const item = toDelivered(candidate, outcome)
    const last = lastRuns.get(room)
    if (last && outcome.seq === last.to + 1) {
      last.items.push(item)
      last.to = outcome.seq
      continue
    }
    // A post that was in doubt stands further back, so it makes a run of its own.
    const run = { room, items: [item], from: outcome.seq, to: outcome.seq }
    runs.push(run)
    lastRuns.set(room, run)
  }
  for (const run of runs) deps.delivery.deliver(run)
}

function authorOf(bearer: Exclude<Bearer, { by: 'pool' }>): string {
  return bearer.by === 'carrier' ? bearer.displayName : bearer.endpoint.displayName
}

function toDelivered({ bearer, sealed, post }: Candidate, stored: { seq: number; ts: number }): Delivered {
  return {
    room: post.room,
    seq: stored.seq,
    ts: new Date(stored.ts).toISOString(),
    via: viaOf(bearer),
    ...(bearer.by === 'pool' ? {} : { authdisp: authorOf(bearer) }),
    signed: sealed.signed,
    sig: sealed.sig,
  }
}
