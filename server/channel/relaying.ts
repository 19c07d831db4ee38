// Taking in what devices carried for others while the server was away. Whoever hands it in vouches for nothing: what counts is the
// author's signature and what the author may do now. What may not be published is recorded and kept out of the log.

import { createHash } from 'node:crypto'
import type { ReplyOf } from '#shared/command.ts'
import type { relay } from '#shared/commands/relay.ts'
import { XccosError } from '#shared/errors.ts'
import { openSigned, type SealedPost } from '#shared/post.ts'
import type { RoomUri } from '#shared/uri.ts'
import type { Identity } from '../identity/identity.ts'
import type { Store } from '../store/store.ts'
import type { AccessCache } from './access.ts'
import type { Endpoint } from './endpoint.ts'
import { requireMesh } from './mesh-policy.ts'
import type { Posting, Relayed } from './posting.ts'
import { makeReceipts, type Standing } from './receipts.ts'
import { createSettling, type Handed } from './settling.ts'

type Reply = ReplyOf<typeof relay>
type Answer = Reply['answers'][number]

export type Relaying = {
  relay(
    endpoint: Endpoint,
    handed: { room: RoomUri; posts: SealedPost[] },
  ): Promise<Pick<Reply, 'answers' | 'receipts'>>
  /** What waits to be put in order goes on at once. */
  end(): void
}

type Deps = {
  store: Pick<Store, 'meshPolicy' | 'chainsAt'>
  access: AccessCache
  posting: Pick<Posting, 'relay' | 'roomFor'>
  identity: Pick<Identity, 'device' | 'findPerson' | 'principalsOf' | 'signWithPoolKey'>
  clock: { now(): number }
}

export function createRelaying(deps: Deps): Relaying {
  const settling = createSettling(deps.clock)

  /** Each in its turn. */
  function place(room: RoomUri, readings: readonly Reading[]): Promise<Answer>[] {
    const handed: Handed[] = []
    const answers = readings.map((reading): Promise<Answer> => {
      if ('answer' in reading) return Promise.resolve(reading)
      const { relayed, hash } = reading
      return new Promise((resolve) =>
        handed.push({
          hlc: relayed.post.hlc,
          place: () => resolve(answered(deps.posting.relay(relayed), hash)),
        }),
      )
    })
    settling.settle(room, handed)
    return answers
  }

  return {
    async relay(endpoint, { room, posts }) {
      const { id, uri } = await requireMesh(deps, endpoint, room)
      if (deps.posting.roomFor(endpoint.person) < posts.length)
        throw new XccosError('DatabaseConnection', 'Too much waits to be stored; hand in the same again.')
      const readings = await Promise.all(posts.map((sealed) => read(deps, { endpoint, sealed, room })))
      const answers = await Promise.all(place(room, readings))
      return { answers, receipts: await makeReceipts(deps, { id, uri }, standingOf(posts, answers)) }
    },
    end: () => settling.end(),
  }
}

/** What may be tried, or why not. */
type Reading = { relayed: Relayed; hash: string } | Answer
type Carried = { endpoint: Endpoint; sealed: SealedPost; room: RoomUri }

async function read(deps: Pick<Deps, 'identity'>, carried: Carried): Promise<Reading> {
  const hash = createHash('sha256').update(carried.sealed.signed).digest('base64url')
  try {
    return { relayed: await relayedOf(deps, carried), hash }
  } catch (error) {
    return notTaken(error, hash)
  }
}

async function answered(placed: ReturnType<Posting['relay']>, hash: string): Promise<Answer> {
  try {
    const { receipt, isNew } = await placed
    return { answer: isNew ? 'accepted' : 'duplicate', hash, seq: receipt.seq }
  } catch (error) {
    return notTaken(error, hash)
  }
}

function notTaken(error: unknown, hash: string): Answer {
  if (!(error instanceof XccosError) || error.status >= 500) return { answer: 'retry', hash }
  return { answer: 'withheld', hash, text: error.code, reason: error.message }
}

/** Throws what is wrong with it, whoever its author is. */
async function relayedOf(
  { identity }: Pick<Deps, 'identity'>,
  { endpoint, sealed, room }: Carried,
): Promise<Relayed> {
  const post = openSigned(sealed.signed)
  if (post.room !== room) throw new XccosError('InvalidArgument', 'This post is of another room.')
  const [device, author] = await Promise.all([identity.device(post.device), identity.findPerson(post.author)])
  if (device?.person !== post.author || !author)
    throw new XccosError('ErrorPermission', 'A post must be by the person whose device has sealed it.')
  // Whoever may not sign in stands for nobody.
  const principals = author.disabled ? [] : await identity.principalsOf(post.author)
  const bearer = { by: 'carrier', endpoint, displayName: author.displayName, principals } as const
  return { bearer, sealed, post, publicKey: device.publicKey }
}

function standingOf(posts: readonly SealedPost[], answers: readonly Answer[]): Standing[] {
  return answers.flatMap((each, at) => {
    const signed = posts[at]?.signed
    if (!('seq' in each) || signed === undefined) return []
    return [{ seq: each.seq, id: openSigned(signed).id, hash: each.hash }]
  })
}
