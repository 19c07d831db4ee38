// What was said: purge a room up to a moment, remove or replace messages. There is no undo.

import * as v from 'valibot'
import { XccosError } from '#shared/errors.ts'
import { chatSchema } from '#shared/text.ts'
import type { MessageQuery } from '../channel/moderation.ts'
import { type AdminServices, defineAct } from './act.ts'
import { momentOf } from './moment.ts'
import { personNamed } from './principals.ts'

/** The words of the original. */
export const REPLACEMENT = 'This message was replaced by the Persistent Chat administrator.'

const text = v.pipe(v.string(), v.maxLength(1_000))
const query = v.strictObject({
  room: v.exactOptional(text),
  user: v.exactOptional(text),
  from: v.exactOptional(text),
  to: v.exactOptional(text),
  filter: v.exactOptional(text),
  match: v.optional(v.picklist(['all', 'or', 'exact']), 'all'),
  caseSensitive: v.optional(v.boolean(), false),
  /** Left out: they are removed. */
  replace: v.exactOptional(chatSchema),
  dryRun: v.optional(v.boolean(), false),
})

export const messageActs = [
  defineAct(
    'room.purge',
    v.strictObject({ room: v.string(), until: text }),
    async ({ channel }, { room, until }) => channel.moderation.purge(room, momentOf(until, 'end')),
  ),
  defineAct('message.remove', query, async (services, asked) => {
    const { moderation } = services.channel
    const wanted = await queryOf(services, asked)
    if (asked.dryRun) return { found: await moderation.count(wanted), removed: 0 }
    const removed = await moderation.remove(wanted, asked.replace)
    return { found: removed, removed }
  }),
]

async function queryOf(
  services: AdminServices,
  { room, user, from, to, filter, match, caseSensitive }: v.InferOutput<typeof query>,
): Promise<MessageQuery> {
  if ([user, from, to, filter].every((each) => each === undefined))
    throw new XccosError('InvalidArgument', 'Say which messages: by user, time or words.')
  return {
    ...(room === undefined ? {} : { room }),
    ...(user === undefined ? {} : { author: await personNamed(services, user) }),
    ...(from === undefined ? {} : { from: momentOf(from, 'start') }),
    ...(to === undefined ? {} : { to: momentOf(to, 'end') }),
    ...(filter === undefined ? {} : { filter: { words: filter, match, caseSensitive } }),
  }
}
