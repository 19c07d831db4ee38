// How long the archive keeps what happened, what is held in it whatever happens, and finding in it.

import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { XccosError } from '#shared/errors.ts'
import type { RetentionScope } from '../compliance/keeping.ts'
import { type AdminServices, defineAct } from './act.ts'
import { openCaseCalled } from './case-called.ts'
import { addressesOf, criteria, momentsOf, page, period, roomUri, whoAndWhere, words } from './criteria.ts'

const DAY_MS = 24 * 60 * 60_000
/** A thousand years. */
const DAYS_MAX = 365_250

const scope = {
  category: v.optional(v.string()),
  room: v.optional(v.string()),
  everything: v.optional(v.literal(true)),
}
type Scope = { category?: string | undefined; room?: string | undefined; everything?: true | undefined }

/** Said in so many words: a rule for everything by mistake would be the end of everything. */
async function scopeOf(services: AdminServices, named: Scope): Promise<RetentionScope> {
  const { category, room, everything } = named
  if ([category, room, everything].filter((each) => each !== undefined).length !== 1)
    throw new XccosError(
      'InvalidArgument',
      'A rule is for a room, for a category, or for everything; say which.',
    )
  if (room !== undefined) return { of: 'room', name: await roomUri(services, room) }
  if (category === undefined) return { of: 'pool' }
  const known = (await services.channel.categories.list()).find(({ name, uri }) =>
    [name, uri].includes(category),
  )
  if (known) return { of: 'category', name: known.uri }
  // The rule of one that was removed can be cleared still.
  if (category.startsWith('ma-cat://')) return { of: 'category', name: category }
  throw new XccosError('NoSuchNode', `There is no category "${category}".`)
}

export const keepingActs = [
  defineAct(
    'compliance.hold.add',
    v.strictObject({
      ...{ name: words('A name', 80), reason: words('A reason', 500), ...whoAndWhere, ...period },
      case: v.optional(v.string()),
    }),
    async (services, { name, reason, person, room, case: belongsTo, ...moments }) => {
      const { from = null, to = null } = momentsOf(moments)
      const held = await addressesOf(services, { person, room })
      const hold = {
        id: randomUUID(),
        name,
        caseId: belongsTo === undefined ? null : (await openCaseCalled(services, belongsTo)).id,
        reason,
        person: held.person ?? null,
        room: held.room ?? null,
        from,
        to,
      }
      if (!(await services.compliance.addHold(hold, services.by)))
        throw new XccosError('DataCollision', `There is an open hold called ${name} already.`)
      return hold
    },
  ),
  defineAct(
    'compliance.hold.release',
    v.strictObject({ name: words('A name', 80) }),
    async ({ compliance, by }, { name }) => {
      if (!(await compliance.releaseHold(name, by)))
        throw new XccosError('InvalidArgument', `There is no open hold called ${name}.`)
      return { name }
    },
  ),
  defineAct('compliance.hold.list', v.strictObject({}), async ({ compliance }) => ({
    holds: await compliance.holds(),
  })),
  defineAct(
    'compliance.retention.set',
    v.strictObject({
      ...scope,
      /** Null: for ever. */
      days: v.nullable(
        v.pipe(
          v.number('Days are a number.'),
          v.integer('Days are a whole number.'),
          v.minValue(0, 'Days are not less than none.'),
          v.maxValue(DAYS_MAX, `Days are at most ${DAYS_MAX}.`),
        ),
      ),
    }),
    async (services, { days, ...named }) => {
      const rule = { scope: await scopeOf(services, named), keepMs: days === null ? null : days * DAY_MS }
      await services.compliance.setRetention(rule, services.by)
      return rule
    },
  ),
  defineAct('compliance.retention.clear', v.strictObject(scope), async (services, named) => {
    const of = await scopeOf(services, named)
    if (!(await services.compliance.clearRetention(of, services.by)))
      throw new XccosError('InvalidArgument', 'There is no such rule.')
    return { scope: of }
  }),
  defineAct('compliance.retention.list', v.strictObject({}), async ({ compliance, channel }) => {
    const called = new Map((await channel.categories.list()).map(({ uri, name }) => [uri, name]))
    const rules = await compliance.retentionRules()
    return {
      rules: rules.map(({ scope: of, keepMs }) => ({
        scope: of.of === 'category' ? { ...of, called: called.get(of.name) ?? null } : of,
        keepMs,
      })),
    }
  }),
  defineAct(
    'compliance.conversation',
    v.strictObject({ room: v.string(), ...period, ...page }),
    async (services, { room, from, to, ...question }) =>
      services.compliance.conversation({
        ...{ ...question, room: await roomUri(services, room) },
        ...momentsOf({ from, to }),
      }),
  ),
  defineAct(
    'compliance.search',
    v.strictObject({
      ...criteria,
      ...page,
    }),
    async (services, { person, room, from, to, ...question }) =>
      services.compliance.search({
        ...question,
        ...(await addressesOf(services, { person, room })),
        ...momentsOf({ from, to }),
      }),
  ),
]
