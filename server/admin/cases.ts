// Cases of compliance officers: what one looks into, as a search that is kept.

import { randomUUID } from 'node:crypto'
import * as v from 'valibot'
import { XccosError } from '#shared/errors.ts'
import { defineAct } from './act.ts'
import { caseCalled, openCaseCalled } from './case-called.ts'
import { criteria, criteriaOf, page, words } from './criteria.ts'

const DESCRIPTION_CHARS = 2_000
const description = v.pipe(
  v.string('A description is text.'),
  v.trim(),
  v.maxLength(DESCRIPTION_CHARS, `A description has at most ${DESCRIPTION_CHARS} characters.`),
)
const search = v.strictObject(criteria)
const called = { case: v.string('A case is called by its name.') }

export const caseActs = [
  defineAct(
    'compliance.case.open',
    v.strictObject({
      ...{ name: words('A name', 80), description: v.optional(description, '') },
      search: v.optional(search, {}),
    }),
    async (services, { name, description: said, search: asked }) => {
      const opened = { id: randomUUID(), name, description: said, search: await criteriaOf(services, asked) }
      if (await services.compliance.openCase(opened, services.by)) return opened
      throw new XccosError('DataCollision', `There is, or was, a case called ${name} already.`)
    },
  ),
  defineAct(
    'compliance.case.set',
    v.strictObject({ ...called, description: v.optional(description), search: v.optional(search) }),
    async (services, { case: name, description: said, search: asked }) => {
      const before = await openCaseCalled(services, name)
      const change = {
        ...{ id: before.id, description: said ?? before.description },
        search: asked === undefined ? before.search : await criteriaOf(services, asked),
      }
      if (await services.compliance.changeCase(change, services.by)) return { name: before.name }
      throw new XccosError('InvalidArgument', `The case ${before.name} is closed.`)
    },
  ),
  defineAct('compliance.case.list', v.strictObject({}), async ({ compliance }) => ({
    cases: await compliance.cases(),
  })),
  defineAct('compliance.case.show', v.strictObject(called), async (services, { case: name }) => {
    const found = await caseCalled(services, name)
    const holds = await services.compliance.holds()
    return { case: found, holds: holds.filter(({ caseId }) => caseId === found.id) }
  }),
  defineAct(
    'compliance.case.search',
    v.strictObject({ ...called, ...page }),
    async (services, { case: name, ...asked }) =>
      services.compliance.search({ ...(await caseCalled(services, name)).search, ...asked }),
  ),
  defineAct(
    'compliance.case.close',
    v.strictObject({ ...called, holds: v.optional(v.picklist(['keep', 'release']), 'keep') }),
    async (services, { case: name, holds }) => {
      const { id, name: closed } = await openCaseCalled(services, name)
      const done = await services.compliance.closeCase({ id, holds }, services.by)
      if (done) return { name: closed, ...done }
      throw new XccosError('InvalidArgument', `The case ${closed} is closed.`)
    },
  ),
]
