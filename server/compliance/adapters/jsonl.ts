// A run as JSON Lines: each archived act exactly as it is kept, with the signatures, for programs.

import * as v from 'valibot'
import type { Adapter, Run } from './adapter.ts'
import { jsonLine } from './json-line.ts'
import { inPieces } from './pieces.ts'

export const jsonlOptionsSchema = v.strictObject({})
export type JsonlOptions = v.InferOutput<typeof jsonlOptionsSchema>

export function createJsonlAdapter(_options: JsonlOptions): Adapter {
  return {
    async write(run, output, signal) {
      const file = await output.file(`backchat-${run.id}.ndjson`)
      for await (const piece of inPieces(linesOf(run))) {
        signal.throwIfAborted()
        await file.write(piece)
      }
    },
  }
}

async function* linesOf(run: Run): AsyncGenerator<string> {
  for await (const event of run.events()) yield jsonLine(event)
}
