// The archive for compliance officers: how it goes, finding in it, holds and retention. What they read is recorded as an act of
// theirs before it is answered. Whether anything is recorded, and where it is written to, is said by command line only.

import * as v from 'valibot'
import {
  archiveStatusSchema,
  conversationAskedSchema,
  conversationSchema,
  eventNumberSchema,
  eventProofSchema,
  eventsAskedSchema,
  eventsSchema,
  holdNameSchema,
  holdsSchema,
  intervalSchema,
  newHoldSchema,
  newRetentionSchema,
  retentionSchema,
  retentionScopeSchema,
} from '#shared/web/compliance.ts'
import { officerRoute, type Route } from '../route.ts'
import { caseRoutes } from './cases.ts'
import { exportRoutes } from './exports.ts'
import { changing, type Page, runs, told } from './officer-acts.ts'

const status = officerRoute({
  method: 'GET',
  path: '/api/compliance/status',
  summary: 'How the archive does',
  details:
    'condition: ok, behind (what happened is not archived) or failing (an adapter does not take what is). interval in minutes. ' +
    'Of each adapter: how many events it has taken, by how many it is behind, and what is wrong.',
  reply: { status: 200, schema: archiveStatusSchema },
  errors: [],
  async run(ask) {
    const { archive: condition } = await ask.services.health()
    const nothing = { archived: 0, interval: 15, checkpoint: null, adapters: [] }
    return { ...nothing, ...((await runs(ask, 'compliance.status')) as object), condition }
  },
})

const events = officerRoute({
  method: 'GET',
  path: '/api/compliance/events',
  summary: 'Find in the archive',
  details:
    'The newest first, at most 200 at once, 50 unless limit says otherwise; next, sent as beyond, leads on. words are found in any of ' +
    'their forms, "in quotes" as they stand; all must be there. total counts up to a thousand. What was let go is not found.',
  parameters: eventsAskedSchema,
  reply: { status: 200, schema: eventsSchema },
  errors: ['InvalidArgument', 'NoSuchNode'],
  async run({ given: { kind, ...asked }, ...ask }) {
    const question = { ...asked, ...(kind === undefined ? {} : { kinds: [kind] }) }
    return told((await runs(ask, 'compliance.search', question)) as Page)
  },
})

const proof = officerRoute({
  method: 'GET',
  path: '/api/compliance/events/:number',
  summary: 'An event as it is kept, and its proof',
  details:
    'event is the text over which the leaf is made. path leads from the leaf to the root that checkpoint has signed; checkpoint is null ' +
    'until the next interval. PROTOCOL.md, P22.5 to P22.8.',
  parameters: v.strictObject({ number: eventNumberSchema }),
  reply: { status: 200, schema: eventProofSchema },
  errors: ['InvalidArgument'],
  run: ({ given, ...ask }) => runs(ask, 'compliance.proof', given),
})

const conversation = officerRoute({
  method: 'GET',
  path: '/api/compliance/conversation',
  summary: 'What happened in a room, in its order',
  details:
    'The newest page, earliest first; next, sent as beyond, leads to what came before. present: who was there meanwhile.',
  parameters: conversationAskedSchema,
  reply: { status: 200, schema: conversationSchema },
  errors: ['InvalidArgument', 'NoSuchNode'],
  run: async ({ given, ...ask }) => told((await runs(ask, 'compliance.conversation', given)) as Page),
})

const holds = officerRoute({
  method: 'GET',
  path: '/api/compliance/holds',
  summary: 'All holds, released ones too',
  details:
    'Times in ms since 1970. Without a person a hold is on everyone, without a room on all of them, without an end on what is to come.',
  reply: { status: 200, schema: holdsSchema },
  errors: [],
  run: (ask) => runs(ask, 'compliance.hold.list'),
})

const retention = officerRoute({
  method: 'GET',
  path: '/api/compliance/retention',
  summary: 'How long texts are kept',
  details: "A room's rule goes before its category's, and that before the pool's. keepMs null: for ever.",
  reply: { status: 200, schema: retentionSchema },
  errors: [],
  run: (ask) => runs(ask, 'compliance.retention.list'),
})

const changes = [
  changing({
    ...{ path: 'holds', act: 'compliance.hold.add', body: newHoldSchema },
    summary: 'Hold what this covers',
    details: 'It is let go by no rule while the hold is open. DataCollision: an open hold has this name.',
  }),
  changing({
    ...{ path: 'holds/release', act: 'compliance.hold.release', body: holdNameSchema },
    summary: 'Release a hold',
    details: 'That it was held stays on record. What is due by a rule goes at the next interval.',
  }),
  changing({
    ...{ path: 'retention', act: 'compliance.retention.set', body: newRetentionSchema },
    summary: 'Say how long texts are kept',
    details: 'For a room, for the rooms of a category, or for everything. days null: for ever.',
  }),
  changing({
    ...{ path: 'retention/clear', act: 'compliance.retention.clear', body: retentionScopeSchema },
    summary: 'Have no rule of its own any more',
    details: 'The next wider one holds then.',
  }),
  changing({
    ...{ path: 'interval', act: 'compliance.interval', body: intervalSchema },
    summary: 'How often adapters run',
    details: 'In minutes: 1 to 43,200, which are thirty days.',
  }),
]

export const complianceRoutes: Route[] = [
  ...[status, events, proof, conversation, holds, retention],
  ...changes,
  ...caseRoutes,
  ...exportRoutes,
]
