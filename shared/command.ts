// A command is a pair: what is asked and what is answered, tied for the compiler and for both ends.

import type * as v from 'valibot'

type Schema = v.GenericSchema<unknown, unknown>

export type Command<
  Name extends string = string,
  Data extends Schema = Schema,
  Answer extends Schema = Schema,
> = {
  readonly name: Name
  readonly cmd: `cmd:${Name}`
  readonly rpl: `rpl:${Name}`
  readonly data: Data
  readonly reply: Answer
}

export type DataOf<C extends Command> = v.InferOutput<C['data']>
export type ReplyOf<C extends Command> = v.InferOutput<C['reply']>

export function defineCommand<Name extends string, Data extends Schema, Answer extends Schema>(
  name: Name,
  schemas: { data: Data; reply: Answer },
): Command<Name, Data, Answer> {
  return { name, cmd: `cmd:${name}`, rpl: `rpl:${name}`, ...schemas }
}
