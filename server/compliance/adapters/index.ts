// The formats that an archive can be written in, by the name that an administrator gives.

import * as v from 'valibot'
import { XccosError } from '#shared/errors.ts'
import { sentenceOf } from '#shared/sentence.ts'
import { actianceOptionsSchema, createActianceAdapter } from './actiance.ts'
import type { Adapter } from './adapter.ts'
import { createCsvAdapter, csvOptionsSchema } from './csv.ts'
import { createEmlAdapter, emlOptionsSchema } from './eml.ts'
import { createJsonlAdapter, jsonlOptionsSchema } from './jsonl.ts'
import { createWebhookAdapter, webhookOptionsSchema } from './webhook.ts'
import { createXmlAdapter, xmlOptionsSchema } from './xml.ts'

export const ADAPTERS = {
  actiance: format(actianceOptionsSchema, createActianceAdapter),
  csv: format(csvOptionsSchema, createCsvAdapter),
  eml: format(emlOptionsSchema, createEmlAdapter),
  jsonl: format(jsonlOptionsSchema, createJsonlAdapter),
  webhook: format(webhookOptionsSchema, createWebhookAdapter),
  xml: format(xmlOptionsSchema, createXmlAdapter),
}
export type AdapterName = keyof typeof ADAPTERS
/** Those that write files. */
export type FileFormat = Exclude<AdapterName, 'webhook'>
export const FILE_FORMATS = ['actiance', 'csv', 'eml', 'jsonl', 'xml'] as const satisfies FileFormat[]

function format<Schema extends v.GenericSchema>(
  options: Schema,
  make: (options: v.InferOutput<Schema>) => Adapter,
) {
  return {
    options,
    /** @param given as the administrator gave them; wrong ones are refused with a sentence */
    create(given: unknown): Adapter {
      const result = v.safeParse(options, given)
      if (!result.success) throw new XccosError('InvalidArgument', sentenceOf(result.issues[0]))
      return make(result.output)
    },
  }
}
