// What a command's file is given, and the shape of what it answers: both come from the command's shared schema.

import type { DataOf, ReplyOf } from '#shared/command.ts'
import type { CommandName, commands } from '#shared/commands/index.ts'
import type { Channel } from '../channel/channel.ts'
import type { Endpoint } from '../channel/endpoint.ts'

/** What this server says of itself. */
export type ServerInfo = {
  displayName: string
  domain: string
  version: string
  roomManagementUrl: string | null
}

export type Call<Name extends CommandName> = {
  data: DataOf<(typeof commands)[Name]>
  endpoint: Endpoint
  channel: Channel
  info: ServerInfo
  clock: { now(): number }
}

export type Handler<Name extends CommandName> = (
  call: Call<Name>,
) => Promise<ReplyOf<(typeof commands)[Name]>>
