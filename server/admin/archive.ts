// The archive: what formats it is written in, and the proof that it is whole.

import * as v from 'valibot'
import { checkpointSchema } from '#shared/archive/checkpoint.ts'
import { hashSchema } from '#shared/bytes.ts'
import { XccosError } from '#shared/errors.ts'
import { ADAPTERS, type AdapterName } from '../compliance/adapters/index.ts'
import { INTERVAL_MINUTES } from '../compliance/service.ts'
import { defineAct } from './act.ts'
import { folder } from './folder.ts'

const { least, most } = INTERVAL_MINUTES
const adapterName = v.pipe(
  v.string('A name is text.'),
  v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'An adapter is called by up to 40 of a–z, 0–9 and "-".'),
)

const eventNumber = v.pipe(
  v.number('A number, please.'),
  v.safeInteger('Events have whole numbers.'),
  v.minValue(1, 'Events are numbered from 1.'),
)

/** As `compliance checkpoint` tells one. */
const keptCheckpoint = v.strictObject({
  ...checkpointSchema.entries,
  root: hashSchema,
  chain: hashSchema,
  ...{ kid: v.string(), sig: v.string() },
})

export const archiveActs = [
  defineAct('compliance.run', v.strictObject({}), async ({ compliance }) => compliance.run()),
  defineAct(
    'compliance.verify',
    v.strictObject({ checkpoints: v.optional(v.pipe(v.array(keptCheckpoint), v.maxLength(100)), []) }),
    async ({ compliance }, { checkpoints }) => compliance.verify(checkpoints),
  ),
  defineAct(
    'compliance.proof',
    v.strictObject({ number: eventNumber }),
    async ({ compliance }, { number }) => {
      const proof = await compliance.proof(number)
      if (!proof) throw new XccosError('InvalidArgument', `There is no event ${number} in the archive.`)
      return proof
    },
  ),
  defineAct(
    'compliance.prove',
    v.strictObject({ from: eventNumber, to: eventNumber, folder }),
    async ({ compliance }, { from, to, folder: path }) => {
      const { checkpoint } = await compliance.status()
      const signed = checkpoint?.size ?? 0
      if (from > to) throw new XccosError('InvalidArgument', 'A stretch ends where it begins, or later.')
      if (to > signed)
        throw new XccosError(
          'InvalidArgument',
          `The last event that is signed has the number ${signed}; \`compliance run\` signs what there is.`,
        )
      return { folder: path, file: await compliance.prove({ from, to, folder: path }) }
    },
  ),
  defineAct('compliance.keys', v.strictObject({}), async ({ compliance }) => ({
    poolKeys: await compliance.publicKeys(),
  })),
  defineAct('compliance.checkpoint', v.strictObject({}), async ({ compliance }) => {
    const { checkpoint } = await compliance.status()
    if (!checkpoint) throw new XccosError('InvalidArgument', 'Nothing is signed yet.')
    return checkpoint
  }),
  defineAct(
    'compliance.interval',
    v.strictObject({
      minutes: v.pipe(
        v.number('The interval is a number of minutes.'),
        v.integer('The interval is a whole number of minutes.'),
        v.minValue(least, `The interval is ${least} to ${most} minutes.`),
        v.maxValue(most, `The interval is ${least} to ${most} minutes.`),
      ),
    }),
    async ({ compliance }, { minutes }) => {
      await compliance.setInterval(minutes)
      return { interval: minutes }
    },
  ),
  defineAct(
    'compliance.adapter.add',
    v.strictObject({
      name: adapterName,
      format: v.picklist(Object.keys(ADAPTERS) as [AdapterName], 'There is no such format.'),
      options: v.optional(v.record(v.string(), v.string()), {}),
      folder: v.optional(folder),
      since: v.optional(v.picklist(['beginning', 'now']), 'beginning'),
    }),
    async ({ compliance }, { name, format, options, folder: path, since }) => {
      if ((format === 'webhook') !== (path === undefined))
        throw new XccosError('InvalidArgument', `${format} is written ${path ? 'to no' : 'to a'} folder.`)
      ADAPTERS[format].create(options)
      const given = { name, format, options: JSON.stringify(options), folder: path ?? null, since }
      if (!(await compliance.addAdapter(given)))
        throw new XccosError('DataCollision', `There is an adapter called ${name} already.`)
      return { name, format }
    },
  ),
  defineAct(
    'compliance.adapter.remove',
    v.strictObject({ name: adapterName }),
    async ({ compliance }, { name }) => {
      if (!(await compliance.removeAdapter({ name })))
        throw new XccosError('InvalidArgument', `There is no adapter called ${name}.`)
      return { name }
    },
  ),
]
