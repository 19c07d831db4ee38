// An envelope comes in, is acknowledged at once, and its items are answered when they are done. There is one catch.

import * as v from 'valibot'
import { grpchat } from '#shared/commands/grpchat.ts'
import { type Ack, type UpEnvelope, upEnvelopeSchema } from '#shared/envelope.ts'
import { XccosError } from '#shared/errors.ts'
import { COMMANDS_IN_FLIGHT_PER_SOCKET, FRAME_BYTES, POSTS_IN_FLIGHT_PER_SOCKET } from '#shared/limits.ts'
import { sentenceOf } from '#shared/sentence.ts'
import { type Commands, findCommand } from '../commands/commands.ts'
import type { Log } from '../logger.ts'
import type { Metrics } from '../metrics.ts'
import { Oversize } from './json-parser.ts'
import type { Overload } from './overload.ts'
import { type Address, failure, success } from './replies.ts'
import type { Session } from './session.ts'
import type { Turns } from './turns.ts'

export type DispatcherDeps = {
  commands: Commands
  overload: Overload
  turns: Turns
  metrics: Metrics
  log: Log
  isDraining: () => boolean
}

const IN_FLIGHT_RETRY_MS = 250

/** The SIP answer to an envelope; the items are under way when it is 200. */
export function takeEnvelope(deps: DispatcherDeps, session: Session, received: unknown): Ack {
  const isOversize = received instanceof Oversize
  const parsed = v.safeParse(upEnvelopeSchema, isOversize ? received.envelope : received)
  if (!parsed.success) return { status: 400, reason: sentenceOf(parsed.issues[0]) }
  if (session.endpoint.ended) return { status: 481 }
  const envelope = parsed.output
  const retryAfterMs = refusesFor(deps, session, envelope)
  if (retryAfterMs !== undefined) {
    deps.metrics.overloads.inc()
    return { status: 503, retryAfterMs }
  }
  if (isOversize) refuseOversize(deps, session, envelope)
  else if ('cmd' in envelope) void obey(deps, session, envelope)
  else
    for (const [index, item] of envelope.grpchat.entries())
      void post(deps, session, { item, envid: envelope.envid, seqid: index + 1 })
  return { status: 200 }
}

function refusesFor(deps: DispatcherDeps, session: Session, envelope: UpEnvelope): number | undefined {
  const posts = 'cmd' in envelope ? 0 : envelope.grpchat.length
  if (deps.isDraining()) return IN_FLIGHT_RETRY_MS * 4
  if (posts > 0 && session.postsInFlight + posts > POSTS_IN_FLIGHT_PER_SOCKET) return IN_FLIGHT_RETRY_MS
  if (posts === 0 && session.commandsInFlight >= COMMANDS_IN_FLIGHT_PER_SOCKET) return IN_FLIGHT_RETRY_MS
  return deps.overload.retryAfter(session.endpoint.person, posts)
}

async function obey(
  deps: DispatcherDeps,
  session: Session,
  envelope: Extract<UpEnvelope, { cmd: unknown }>,
): Promise<void> {
  const { cmd } = envelope
  const address = { envid: envelope.envid, seqid: cmd.seqid }
  const command = findCommand(cmd.id)
  const id = command?.rpl ?? `rpl:${cmd.id.replace(/^cmd:/, '')}`
  session.commandsInFlight += 1
  const reply = await answer(deps, {
    id,
    address,
    work: () => deps.turns(session.endpoint.person, () => run(deps, session, { command, data: cmd.data })),
  })
  session.commandsInFlight -= 1
  deps.metrics.commands.inc({ command: command?.name ?? 'unknown', code: reply.resp.text })
  session.downlink.reply(reply)
}

function run({ commands }: DispatcherDeps, { endpoint }: Session, asked: Parameters<Commands['run']>[1]) {
  // Nobody waits for what is left of a connection that has gone; it must not hold up the person's others.
  if (endpoint.ended) throw new XccosError('UserNotJoined', 'The session has ended.')
  return commands.run(endpoint, asked)
}

async function post(
  deps: DispatcherDeps,
  session: Session,
  sent: { item: unknown } & Address,
): Promise<void> {
  const address = { envid: sent.envid, seqid: sent.seqid }
  session.postsInFlight += 1
  const reply = await answer(deps, {
    id: grpchat.rpl,
    address,
    work: () => deps.commands.post(session.endpoint, sent.item),
  })
  session.postsInFlight -= 1
  if (reply.resp.code !== 200) deps.metrics.posts.inc({ outcome: reply.resp.text })
  session.downlink.reply(reply)
}

async function answer(
  { log }: DispatcherDeps,
  asked: { id: string; address: Address; work: () => Promise<unknown> },
) {
  try {
    return success(asked.id, asked.address, await asked.work())
  } catch (error) {
    return failure(asked.id, asked.address, error, log)
  }
}

function refuseOversize(deps: DispatcherDeps, session: Session, envelope: UpEnvelope): void {
  const error = new XccosError('LimitExceeded', `A frame may have at most ${FRAME_BYTES} bytes.`)
  if ('cmd' in envelope) {
    const id = findCommand(envelope.cmd.id)?.rpl ?? 'rpl:unknown'
    session.downlink.reply(failure(id, { envid: envelope.envid, seqid: envelope.cmd.seqid }, error, deps.log))
    return
  }
  for (const index of envelope.grpchat.keys()) {
    session.downlink.reply(failure(grpchat.rpl, { envid: envelope.envid, seqid: index + 1 }, error, deps.log))
  }
}
