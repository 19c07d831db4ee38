// Posting: check what can be checked at once, verify the signature while others commit, then store whole
// batches. Rights are judged at the commit, under the epoch that the store confirms in the same transaction.

import { toBase64url } from '#shared/bytes.ts'
import { noSuchRoom, XccosError } from '#shared/errors.ts'
import { openSigned, type PoolPost, type SealedPost, type SignedPost } from '#shared/post.ts'
import type { PersonUri, RoomUri } from '#shared/uri.ts'
import type { Log } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import type { AppendItem, AppendOutcome, AppendResult } from '../store/append.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import { announceStored } from './announce-stored.ts'
import { type Bearer, type Candidate, laneOf } from './candidate.ts'
import type { Delivery } from './delivery.ts'
import type { Endpoint } from './endpoint.ts'
import { roomFor } from './fair-share.ts'
import { createGroupCommit } from './group-commit.ts'
import type { RoomAccess } from './permissions.ts'
import type { Refusals } from './refusals.ts'
import { isSignatureGood } from './signatures.ts'
import { appendItem, refusalOf, verdictOn } from './verdict.ts'

const POSTS_PER_COMMIT = 512
/** More than this waiting, and new posts are turned away with 503 before any work is done for them. */
const POSTS_WAITING_MAX = 4_096
const RIGHTS_RETRIES = 20

export type Receipt = { id: string; seq: number; ts: string; chain: string }
/** Whether it was stored just now, or long ago and answered again. */
export type Placed = { receipt: Receipt; isNew: boolean }
export type Relayed = Pick<Candidate, 'sealed' | 'post'> & {
  bearer: Extract<Bearer, { by: 'carrier' }>
  /** Of the device that is named as the author's. */
  publicKey: string
}
export type Posting = {
  post(endpoint: Endpoint, sealed: SealedPost): Promise<Receipt>
  /** What the pool sealed itself: nobody's rights are asked. */
  postAsPool(sealed: SealedPost, post: PoolPost): Promise<Receipt>
  /** Somebody else's, out of the mesh: signature and rights are the author's. */
  relay(relayed: Relayed): Promise<Placed>
  /** How many more posts of this person may wait for their commit now. */
  roomFor(person: PersonUri): number
  settled(): Promise<void>
}
export type PostingDeps = {
  store: Store
  access: AccessCache
  delivery: Pick<Delivery, 'deliver'>
  refusals: Refusals
  clock: { now(): number }
  metrics: Metrics
  log: Log
}

export function createPosting(deps: PostingDeps): Posting {
  const commits = createGroupCommit<Candidate, Placed>((candidates) => commit(deps, candidates), {
    maxItems: POSTS_PER_COMMIT,
    laneOf,
  })
  function add(candidate: Candidate): Promise<Placed> {
    return commits.add(candidate).catch(async (reason: unknown) => {
      await deps.refusals.record(candidate, reason)
      throw reason
    })
  }

  return {
    async post(endpoint, sealed) {
      const post = openSealed(endpoint, sealed)
      // Nobody looks at it before its commit, and a refusal that nobody looks at would end the process.
      const genuine = isSignatureGood(sealed, endpoint.device.publicKey).catch(() => false)
      return (await add({ bearer: { by: 'author', endpoint }, sealed, post, genuine })).receipt
    },
    async postAsPool(sealed, post) {
      return (await add({ bearer: { by: 'pool' }, sealed, post, genuine: Promise.resolve(true) })).receipt
    },
    relay({ publicKey, ...relayed }) {
      return add({ ...relayed, genuine: isSignatureGood(relayed.sealed, publicKey).catch(() => false) })
    },
    roomFor: (person) =>
      roomFor({ most: POSTS_WAITING_MAX, waiting: commits.length(), mine: commits.lengthOf(person) }),
    settled: () => commits.settled(),
  }
}

/** Reads a sealed post and refuses one that is malformed, another's, or another device's. */
function openSealed(endpoint: Endpoint, sealed: SealedPost): SignedPost {
  const post = openSigned(sealed.signed)
  if (post.author !== endpoint.person)
    throw new XccosError('ErrorPermission', 'A post must be by the person who sends it.')
  if (post.device !== endpoint.device.id) {
    throw new XccosError('ErrorPermission', 'A post must be sealed by the device that sends it.')
  }
  return post
}

async function commit(deps: PostingDeps, candidates: Candidate[]): Promise<PromiseSettledResult<Placed>[]> {
  const results = new Map<Candidate, PromiseSettledResult<Placed>>()
  const refuse = (candidate: Candidate, reason: unknown) =>
    results.set(candidate, { status: 'rejected', reason })
  const genuine = await keepGenuine(candidates, refuse)
  const { allowed, outcomes } = await appendAllowed(deps, genuine, refuse)

  for (const [index, candidate] of allowed.entries()) {
    const outcome = outcomes[index]
    if (!outcome || !('seq' in outcome)) refuse(candidate, refusalOf(outcome))
    else results.set(candidate, { status: 'fulfilled', value: placed(candidate.post.id, outcome) })
  }
  announceStored(deps, allowed, outcomes)
  return candidates.map((candidate) => results.get(candidate) ?? { status: 'rejected', reason: noSuchRoom() })
}

async function keepGenuine(candidates: Candidate[], refuse: (candidate: Candidate, reason: unknown) => void) {
  const kept: Candidate[] = []
  for (const candidate of candidates) {
    if (await candidate.genuine) kept.push(candidate)
    else refuse(candidate, new XccosError('InvalidArgument', "The signature is not by this device's key."))
  }
  return kept
}

/** Stores those that may be posted now; when rights change underneath, judges all again. */
async function appendAllowed(
  deps: PostingDeps,
  candidates: Candidate[],
  refuse: (candidate: Candidate, reason: unknown) => void,
): Promise<{ allowed: Candidate[]; outcomes: AppendOutcome[] }> {
  for (let attempt = 0; attempt < RIGHTS_RETRIES; attempt += 1) {
    const rights = await lookUpRights(deps.access, candidates)
    const { items, allowed, refused } = await judge(deps, candidates, rights)
    const result = await append(deps, { aclEpoch: rights.epoch, items })
    if (result.state === 'committed') {
      for (const [candidate, reason] of refused) refuse(candidate, reason)
      return { allowed, outcomes: result.outcomes }
    }
    deps.access.advance(result.aclEpoch)
  }
  throw new XccosError('DatabaseConnection', 'Rights are changing too fast; send the same again.')
}

type Rights = { epoch: number; rooms: Map<RoomUri, RoomAccess | undefined> }

/** What is known of the rooms, all of it as of one epoch. */
async function lookUpRights(access: AccessCache, candidates: Candidate[]): Promise<Rights> {
  const rooms: Rights['rooms'] = new Map()
  const epoch = access.epoch()
  for (const { room } of candidates.map((candidate) => candidate.post)) {
    if (!rooms.has(room)) rooms.set(room, await access.room(room))
  }
  return access.epoch() === epoch ? { epoch, rooms } : lookUpRights(access, candidates)
}

async function append(
  deps: PostingDeps,
  { aclEpoch, items }: { aclEpoch: number; items: AppendItem[] },
): Promise<AppendResult> {
  if (items.length === 0) return { state: 'committed', outcomes: [] }
  const startedAt = performance.now()
  const result = await deps.store.append({ aclEpoch, at: deps.clock.now(), items })
  deps.metrics.commitItems.observe(items.length)
  deps.metrics.commitSeconds.observe((performance.now() - startedAt) / 1000)
  return result
}

/** All are looked at in one go, so that a room joined meanwhile does not let a later post in before an earlier one. */
async function judge(deps: PostingDeps, candidates: Candidate[], rights: Rights) {
  const verdicts = candidates.map((candidate) =>
    verdictOn(candidate, { access: rights.rooms.get(candidate.post.room), at: deps.clock.now() }),
  )
  const items: AppendItem[] = []
  const allowed: Candidate[] = []
  const refused: [Candidate, unknown][] = []
  for (const { candidate, item, reason } of verdicts) {
    const stored = item ?? (await earlierAnswer(deps, candidate))
    if (stored) {
      items.push(stored)
      allowed.push(candidate)
    } else refused.push([candidate, reason])
  }
  return { items, allowed, refused }
}

/** A post that was stored before is answered as it was then, whatever became of the author's rights since. */
async function earlierAnswer(deps: PostingDeps, candidate: Candidate): Promise<AppendItem | undefined> {
  const { sealed, post } = candidate
  const known = await deps.store.storedPost({ device: post.device, id: post.id })
  const isSame = known?.signed === null || known?.signed === sealed.signed
  return known && isSame ? appendItem(candidate, { roomId: known.roomId, fleeting: false }) : undefined
}

function placed(id: string, { result, seq, ts, chain }: Extract<AppendOutcome, { seq: number }>): Placed {
  const receipt = { id, seq, ts: new Date(ts).toISOString(), chain: toBase64url(chain) }
  return { receipt, isNew: result === 'stored' }
}
