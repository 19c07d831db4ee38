// Writing down what a search or a case finds. The folder is on this machine; what goes to a browser is written to one of its own first.

import { existsSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { XccosError } from '#shared/errors.ts'
import { FILE_FORMATS } from '../compliance/adapters/index.ts'
import type { Case } from '../compliance/cases.ts'
import { EXPORT_EVENTS_MAX } from '../compliance/export.ts'
import { type AdminServices, defineAct } from './act.ts'
import { caseCalled } from './case-called.ts'
import { criteria, criteriaOf } from './criteria.ts'
import { folder } from './folder.ts'

const exportName = v.pipe(
  v.string('A name is text.'),
  v.regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'An export is called by up to 40 of a–z, 0–9 and "-".'),
)
const formats = v.optional(
  v.pipe(
    v.array(v.picklist(FILE_FORMATS, 'There is no such format.')),
    v.minLength(1, 'An export is in one format at least.'),
    v.transform((given) => [...new Set(given)]),
  ),
  ['jsonl'],
)
/** Where it goes from the folder. */
const to = v.optional(v.literal('download'))

type Order = Parameters<AdminServices['compliance']['writeExport']>[0]

async function write({ compliance, by }: AdminServices, order: Order) {
  if (existsSync(join(order.folder, `${order.name}-manifest.json`)))
    throw new XccosError('DataCollision', `There is an export called ${order.name} in that folder already.`)
  const manifest = await compliance.writeExport(order, by)
  if (manifest) return manifest
  throw new XccosError(
    'InvalidArgument',
    `An export is of 1 to ${EXPORT_EVENTS_MAX} events; this finds none, or more.`,
  )
}

/** A file name for any name. */
export function exportNameOf({ id, name }: Pick<Case, 'id' | 'name'>): string {
  const latin = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-+|-+$/g, '')
    .slice(0, 40)
  return latin === '' ? `case-${id.slice(0, 8)}` : latin
}

export const exportActs = [
  defineAct(
    'compliance.export',
    v.strictObject({ name: exportName, folder, formats, destination: to, ...criteria }),
    async (services, { name, folder: path, formats: chosen, destination, ...asked }) => {
      const found = await criteriaOf(services, asked)
      return write(services, { name, folder: path, formats: chosen, destination, criteria: found })
    },
  ),
  defineAct(
    'compliance.case.export',
    v.strictObject({ case: v.string(), folder, formats, destination: to }),
    async (services, { case: called, folder: path, formats: chosen, destination }) => {
      const one = await caseCalled(services, called)
      return write(services, {
        ...{ name: exportNameOf(one), folder: path, formats: chosen, destination, criteria: one.search },
        case: { id: one.id, name: one.name },
      })
    },
  ),
]
