import { actorOf } from './actor.ts'
import type { Handler } from './handler.ts'

export const nodespermcreatechild: Handler<'nodespermcreatechild'> = async ({ endpoint, channel }) => ({
  categories: await channel.roomWeb.creatable(actorOf(endpoint)),
  addIns: await channel.addIns.list(),
})
