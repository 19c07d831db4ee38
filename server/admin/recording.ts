// Which acts the archive is told of as such: all that neither only look, nor are told of by what they do.

import { POOL_USERNAME } from '#shared/post.ts'
import { type PersonUri, personUri } from '#shared/uri.ts'
import type { Channel } from '../channel/channel.ts'
import { administered } from '../compliance/record.ts'
import type { Compliance } from '../compliance/service.ts'

/** In the transaction of what they change, with what was there before. */
const TOLD_BY_THEMSELVES = new Set([
  ...['user.add', 'user.set', 'category.add', 'category.set', 'category.remove'],
  ...['group.add', 'group.set', 'group.remove', 'room.add', 'room.set', 'room.remove'],
  ...['policy.set', 'compliance.set', 'compliance.hold.add', 'compliance.hold.release'],
  ...['compliance.retention.set', 'compliance.retention.clear'],
  ...['compliance.officer.add', 'compliance.officer.remove', 'compliance.export'],
  ...['compliance.case.open', 'compliance.case.set', 'compliance.case.close', 'compliance.case.export'],
])
const ONLY_LOOKING = new Set([
  ...['user.list', 'category.list', 'group.list', 'room.list', 'addin.list', 'compliance.status'],
  ...['compliance.keys', 'compliance.checkpoint', 'compliance.hold.list', 'compliance.retention.list'],
  // The archive's own work, which it does by itself too.
  ...['compliance.run', 'compliance.verify', 'compliance.officer.list'],
  ...['compliance.case.list', 'compliance.case.show'],
])
const SECRET = /secret|password|token/i

type Recording = {
  channel: Pick<Channel, 'recorder'>
  compliance: Pick<Compliance, 'hasArchived'>
  domain: string
  clock: { now(): number }
  by?: PersonUri
}

/** Like every read: when it is known that there is an answer, and before that is given. */
const READING = new Set([
  ...['compliance.search', 'compliance.conversation', 'compliance.proof', 'compliance.prove'],
  'compliance.case.search',
])

/** Does it, and records that; what cannot be recorded is not done, or not answered. */
export async function recording<Result>(
  services: Recording,
  { act, args }: { act: string; args: unknown },
  run: () => Promise<Result>,
): Promise<Result> {
  const isTold = TOLD_BY_THEMSELVES.has(act) || ONLY_LOOKING.has(act)
  if (isTold) return run()
  if (!READING.has(act)) await recordAct(services, act, args)
  const result = await run()
  if (READING.has(act)) await recordAct(services, act, args)
  return result
}

async function recordAct(services: Recording, act: string, args: unknown): Promise<void> {
  const { channel, compliance, domain, clock, by = personUri(POOL_USERNAME, domain) } = services
  const told = { act, args: withoutSecrets(args), at: clock.now() }
  const event = administered({ person: by }, told)
  // Whoever switches recording off does not look at what there is unseen.
  if (act.startsWith('compliance.') && (await compliance.hasArchived()))
    await channel.recorder.recordAnyway(event)
  else await channel.recorder.record(event)
}

function withoutSecrets(args: unknown): unknown {
  return JSON.parse(
    JSON.stringify(args, (member, value) => (SECRET.test(member) ? 'not told' : value)) ?? 'null',
  )
}
