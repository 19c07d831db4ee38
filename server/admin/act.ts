// An act is something that an administrator does: a name, a schema for what it is told, and what it does.
// The command line, the control socket, the set-up and the demo all go through the same acts.

import * as v from 'valibot'
import { XccosError } from '#shared/errors.ts'
import { sentenceOf } from '#shared/sentence.ts'
import type { PersonUri } from '#shared/uri.ts'
import type { Channel } from '../channel/channel.ts'
import type { Compliance } from '../compliance/service.ts'
import type { Identity } from '../identity/identity.ts'
import { recording } from './recording.ts'

export type AdminServices = {
  identity: Identity
  channel: Pick<
    Channel,
    'management' | 'categories' | 'groups' | 'addIns' | 'moderation' | 'recorder' | 'mesh'
  >
  domain: string
  compliance: Compliance
  clock: { now(): number }
  /** Who asks, where it is not the command line. */
  by?: PersonUri
}

export type Act = {
  readonly name: string
  run(services: AdminServices, args: unknown): Promise<unknown>
}

type Schema = v.GenericSchema<unknown, unknown>

export function defineAct<Args extends Schema, Result>(
  name: string,
  schema: Args,
  run: (services: AdminServices, args: v.InferOutput<Args>) => Promise<Result>,
) {
  return {
    name,
    async run(services: AdminServices, args: unknown): Promise<Result> {
      const checked = v.safeParse(schema, args)
      if (!checked.success) throw new XccosError('InvalidArgument', sentenceOf(checked.issues[0]))
      const asked = { act: name, args: checked.output }
      return recording(services, asked, () => run(services, checked.output))
    },
  }
}
