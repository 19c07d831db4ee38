// How long the archive keeps what happened, what is held in it whatever happens, and finding in it.

import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { ARCHIVED_KINDS } from '#shared/archive/kinds.ts'
import { XccosError } from '#shared/errors.ts'
import { FILE_FORMATS } from '../compliance/adapters/index.ts'
import { EXPORT_EVENTS_MAX } from '../compliance/export.ts'
import type { RetentionScope } from '../compliance/keeping.ts'
import { type AdminServices, defineAct } from './act.ts'
import { folder } from './folder.ts'
import { momentOf } from './moment.ts'

const DAY_MS = 24 * 60 * 60_000
/** A thousand years. */
const DAYS_MAX = 365_250
const PAGE_MAX = 200

const words = (what: string, most: number) =>
  v.pipe(
    v.string(`${what} is text.`),
    v.trim(),
    v.minLength(1, `${what} is not empty.`),
    v.maxLength(most, `${what} has at most ${most} characters.`),
  )
const period = { from: v.optional(v.string()), to: v.optional(v.string()) }
const whoAndWhere = { person: v.optional(v.string()), room: v.optional(v.string()) }
const scope = {
  category: v.optional(v.string()),
  room: v.optional(v.string()),
}

const criteria = {
  ...whoAndWhere,
  ...period,
  words: v.optional(v.pipe(v.string(), v.maxLength(400, 'Words have at most 400 characters.'))),
  kinds: v.optional(v.array(v.picklist(ARCHIVED_KINDS, 'There is no such kind of event.'))),
}
const page = {
  limit: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(PAGE_MAX)), 50),
  beyond: v.optional(v.strictObject({ at: v.number(), number: v.number() })),
}

type Named = { person?: string | undefined; room?: string | undefined }
type Period = { from?: string | undefined; to?: string | undefined }

/** A room that was deleted is named by its address. */
async function roomUri({ channel }: AdminServices, room: string): Promise<string> {
  return room.startsWith('ma-chan://') ? room : (await channel.management.find(room)).room.uri
}

async function addressesOf(services: AdminServices, { person, room }: Named) {
  return {
    person: person === undefined ? undefined : await personUri(services, person),
    room: room === undefined ? undefined : await roomUri(services, room),
  }
}

async function personUri({ domain }: AdminServices, person: string): Promise<string> {
  return person.startsWith('sip:') ? person : `sip:${person}@${domain}`
}

const momentsOf = ({ from, to }: Period) => ({
  from: from === undefined ? undefined : momentOf(from, 'start'),
  to: to === undefined ? undefined : momentOf(to, 'end') + 1,
})

async function scopeOf(
  services: AdminServices,
  named: { category?: string | undefined; room?: string | undefined },
) {
  const { category, room } = named
  if (category !== undefined && room !== undefined)
    throw new XccosError('InvalidArgument', 'A rule is for a room or for a category, or else for everything.')
  if (room !== undefined) return { of: 'room', name: await roomUri(services, room) } satisfies RetentionScope
  if (category === undefined) return { of: 'pool' } satisfies RetentionScope
  const known = (await services.channel.categories.list()).find(({ name, uri }) =>
    [name, uri].includes(category),
  )
  if (!known) throw new XccosError('NoSuchNode', `There is no category "${category}".`)
  return { of: 'category', name: known.name } satisfies RetentionScope
}

export const keepingActs = [
  defineAct(
    'compliance.hold.add',
    v.strictObject({ name: words('A name', 80), reason: words('A reason', 500), ...whoAndWhere, ...period }),
    async (services, { name, reason, person, room, ...moments }) => {
      const { from = null, to = null } = momentsOf(moments)
      const held = await addressesOf(services, { person, room })
      const hold = {
        id: randomUUID(),
        name,
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
  defineAct('compliance.retention.list', v.strictObject({}), async ({ compliance }) => ({
    rules: await compliance.retentionRules(),
  })),
  defineAct(
    'compliance.export',
    v.strictObject({
      name: v.pipe(
        v.string('A name is text.'),
        v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'An export is called by up to 40 of a–z, 0–9 and "-".'),
      ),
      folder,
      formats: v.optional(
        v.pipe(v.array(v.picklist(FILE_FORMATS, 'There is no such format.')), v.minLength(1)),
        ['jsonl'],
      ),
      ...criteria,
    }),
    async (services, { name, folder: path, formats, person, room, from, to, words, kinds }) => {
      const found = {
        ...{ words, kinds },
        ...(await addressesOf(services, { person, room })),
        ...momentsOf({ from, to }),
      }
      const order = { name, folder: path, formats: [...new Set(formats)], criteria: found }
      const manifest = await services.compliance.writeExport(order, services.by)
      if (manifest) return manifest
      throw new XccosError(
        'InvalidArgument',
        `An export is of 1 to ${EXPORT_EVENTS_MAX} events; this finds none, or more.`,
      )
    },
  ),
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
