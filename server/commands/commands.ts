// All that a connection can ask of the services, in one object: the gateway knows this and nothing behind it.
// Data is checked here by the command's shared schema, so no handler sees what its schema did not let through.

import * as v from 'valibot'
import type { Command, ReplyOf } from '#shared/command.ts'
import { grpchat } from '#shared/commands/grpchat.ts'
import { type CommandName, commands } from '#shared/commands/index.ts'
import { XccosError } from '#shared/errors.ts'
import { sentenceOf } from '#shared/sentence.ts'
import type { PersonUri } from '#shared/uri.ts'
import type { Channel } from '../channel/channel.ts'
import type { Endpoint } from '../channel/endpoint.ts'
import type { ServerInfo } from './handler.ts'
import { handlers } from './index.ts'

export type { Endpoint } from '../channel/endpoint.ts'

export type Commands = {
  /** Throws what the reply should say. */
  run(endpoint: Endpoint, asked: { command: Command | undefined; data: unknown }): Promise<unknown>
  post(endpoint: Endpoint, item: unknown): Promise<ReplyOf<typeof grpchat>>
  /** The connection is there. */
  arrive(endpoint: Endpoint): void
  /** The connection is gone: it leaves every room. */
  leave(endpoint: Endpoint): Promise<void>
  /** So many more posts of this person would wait too long for their commit, or make others wait. */
  isFullFor(person: PersonUri, posts: number): boolean
  /** Everything accepted so far is on disk. */
  settled(): Promise<void>
}

type Handler = (call: unknown) => Promise<unknown>
type Deps = { channel: Channel; info: ServerInfo; clock: { now(): number } }

export function createCommands({ channel, info, clock }: Deps): Commands {
  return {
    async run(endpoint, asked) {
      if (!asked.command) throw new XccosError('MsgNotSupported', 'This server does not know that command.')
      const data = v.safeParse(asked.command.data, asked.data)
      if (!data.success) throw new XccosError('InvalidArgument', sentenceOf(data.issues[0]))
      const handler = handlers[asked.command.name as CommandName] as Handler
      return handler({ data: data.output, endpoint, channel, info, clock })
    },
    async post(endpoint, item) {
      const sealed = v.safeParse(grpchat.data, item)
      if (!sealed.success) throw new XccosError('InvalidArgument', sentenceOf(sealed.issues[0]))
      return channel.posting.post(endpoint, sealed.output)
    },
    arrive: (endpoint) => channel.presence.arrive(endpoint),
    leave(endpoint) {
      channel.presence.leave(endpoint)
      return channel.rooms.leaveAll(endpoint)
    },
    isFullFor: (person, posts) => posts > channel.posting.roomFor(person),
    settled: () => channel.settled(),
  }
}

/** Undefined for an id that is no command's, whatever an object would say to it. */
export function findCommand(id: string): Command | undefined {
  const name = id.slice('cmd:'.length)
  return id.startsWith('cmd:') && Object.hasOwn(commands, name) ? commands[name as CommandName] : undefined
}
