// A notice is what the server says unasked.

import type * as v from 'valibot'

type Schema = v.GenericSchema<unknown, unknown>

export type Notice<Name extends string = string, Data extends Schema = Schema> = {
  readonly name: Name
  readonly ntc: `ntc:${Name}`
  readonly data: Data
}

export type NoticeData<N extends Notice> = v.InferOutput<N['data']>

export function defineNotice<Name extends string, Data extends Schema>(
  name: Name,
  data: Data,
): Notice<Name, Data> {
  return { name, ntc: `ntc:${name}`, data }
}
