// Exports to a browser, for compliance officers: the files of the command line as one .zip. Recorded before they are written, and
// whole on this machine before the first byte is sent, so that an answer is an error or an export, never half of one.

import type { FastifyReply } from 'fastify'
import * as v from 'valibot'
import { caseExportSchema, caseIdSchema, searchExportSchema } from '#shared/web/cases.ts'
import type { Manifest } from '../../compliance/export.ts'
import { officerRoute, type Route } from '../route.ts'
import { type Asking, runs } from './officer-acts.ts'

/** Whoever takes nothing for so long is gone. */
const PATIENCE_MS = 120_000
const ZIP = 'application/zip'

const DETAILS =
  'A .zip of what `backchat compliance export` writes: files per format, proofs, and the manifest with the hash of each. The answer begins ' +
  'when all of it is written. InvalidArgument: nothing is found, or more than a million events. TooManyRequests: two are on their way.'
const errors = ['InvalidArgument', 'NoSuchNode', 'TooManyRequests'] as const

type Order = Asking & { reply: FastifyReply; act: string; args: object }

async function send({ reply, act, args, ...ask }: Order) {
  const { downloads, log } = ask.services
  const download = downloads.open()
  whenOver(reply, () => {
    download.end().catch((error: unknown) => log.warn({ err: error }, 'an export was not cleared away'))
  })
  const order = { ...args, folder: download.folder, destination: 'download' }
  const manifest = await download.written(runs(ask, act, order) as Promise<Manifest>)
  reply.raw.setTimeout(PATIENCE_MS, () => reply.raw.destroy())
  reply.type(ZIP).header('content-disposition', `attachment; filename="${manifest.name}.zip"`)
  return download.pack(manifest)
}

/** Sent, refused, or nobody is there any more. */
function whenOver({ raw }: FastifyReply, then: () => void): void {
  if (raw.closed) then()
  else raw.once('close', then)
}

const ofSearch = officerRoute({
  method: 'POST',
  path: '/api/compliance/export',
  summary: 'What a search finds, as one file',
  details: DETAILS,
  body: searchExportSchema,
  reply: { status: 200, contentType: ZIP },
  errors,
  run: ({ body: { search, ...body }, ...ask }) =>
    send({ ...ask, act: 'compliance.export', args: { ...body, ...search } }),
})

const ofCase = officerRoute({
  method: 'POST',
  path: '/api/compliance/cases/:id/export',
  summary: 'What a case finds, as one file',
  details: DETAILS,
  parameters: v.strictObject({ id: caseIdSchema }),
  body: caseExportSchema,
  reply: { status: 200, contentType: ZIP },
  errors,
  run: ({ body, given: { id }, ...ask }) =>
    send({ ...ask, act: 'compliance.case.export', args: { ...body, case: id } }),
})

export const exportRoutes: Route[] = [ofSearch, ofCase]
