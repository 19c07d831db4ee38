// Cases for compliance officers. What a case finds is read like any search: recorded as theirs, before it is answered.

import * as v from 'valibot'
import {
  caseChangeSchema,
  caseClosingSchema,
  caseIdSchema,
  casesSchema,
  closedCaseSchema,
  newCaseSchema,
  openedCaseSchema,
  shownCaseSchema,
} from '#shared/web/cases.ts'
import { doneSchema, eventsPageSchema, eventsSchema } from '#shared/web/compliance.ts'
import { officerRoute, type Route } from '../route.ts'
import { type Page, runs, told } from './officer-acts.ts'

const one = v.strictObject({ id: caseIdSchema })

const list = officerRoute({
  method: 'GET',
  path: '/api/compliance/cases',
  summary: 'All cases, closed ones too',
  details:
    'Times in ms since 1970. search holds addresses; to is the first moment that is too late; what it does not have is not asked for.',
  reply: { status: 200, schema: casesSchema },
  errors: [],
  run: (ask) => runs(ask, 'compliance.case.list'),
})

const open = officerRoute({
  method: 'POST',
  path: '/api/compliance/cases',
  summary: 'Open a case',
  details: 'A search that is kept, under a name that no other case has or had (DataCollision).',
  body: newCaseSchema,
  reply: { status: 200, schema: openedCaseSchema },
  errors: ['InvalidArgument', 'NoSuchNode', 'DataCollision'],
  async run({ body, ...ask }) {
    const { id } = (await runs(ask, 'compliance.case.open', body)) as { id: string }
    return { id }
  },
})

const show = officerRoute({
  method: 'GET',
  path: '/api/compliance/cases/:id',
  summary: 'A case, and the holds that belong to it',
  details: 'id: its id, or its name.',
  parameters: one,
  reply: { status: 200, schema: shownCaseSchema },
  errors: ['NoSuchNode'],
  run: ({ given: { id }, ...ask }) => runs(ask, 'compliance.case.show', { case: id }),
})

const change = officerRoute({
  method: 'PATCH',
  path: '/api/compliance/cases/:id',
  summary: 'Change what a case is about, or what it looks for',
  details: 'search stands instead of the one before, whole. InvalidArgument: it is closed.',
  parameters: one,
  body: caseChangeSchema,
  reply: { status: 200, schema: doneSchema },
  errors: ['InvalidArgument', 'NoSuchNode'],
  async run({ given: { id }, body, ...ask }) {
    await runs(ask, 'compliance.case.set', { ...body, case: id })
    return { done: true }
  },
})

const events = officerRoute({
  method: 'GET',
  path: '/api/compliance/cases/:id/events',
  summary: 'What a case finds',
  details:
    'As GET /api/compliance/events: the newest first; next, sent as beyond, leads on. Recorded before it is answered.',
  parameters: v.strictObject({ ...one.entries, ...eventsPageSchema.entries }),
  reply: { status: 200, schema: eventsSchema },
  errors: ['InvalidArgument', 'NoSuchNode'],
  run: async ({ given: { id, ...page }, ...ask }) =>
    told((await runs(ask, 'compliance.case.search', { ...page, case: id })) as Page),
})

const close = officerRoute({
  method: 'POST',
  path: '/api/compliance/cases/:id/close',
  summary: 'Close a case',
  details:
    'It stays on record and can still be read and exported. holds: keep leaves the holds that belong to it open, release releases them in ' +
    'the same transaction; released has their names.',
  parameters: one,
  body: caseClosingSchema,
  reply: { status: 200, schema: closedCaseSchema },
  errors: ['InvalidArgument', 'NoSuchNode'],
  async run({ given: { id }, body, ...ask }) {
    const { released } = (await runs(ask, 'compliance.case.close', { ...body, case: id })) as {
      released: string[]
    }
    return { released }
  },
})

export const caseRoutes: Route[] = [list, open, show, change, events, close]
