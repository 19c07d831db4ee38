// Every refusal over HTTP has this body; the codes are those of `resp.text`.

import * as v from 'valibot'

export const errorBodySchema = v.object({ error: v.object({ code: v.string(), message: v.string() }) })
export type ErrorBody = v.InferOutput<typeof errorBodySchema>
