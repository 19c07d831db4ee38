import type { Handler } from './handler.ts'

export const typing: Handler<'typing'> = async ({ data, endpoint, channel }) => {
  await channel.typing.type(endpoint, data.room)
  return {}
}
