import type { Handler } from './handler.ts'

export const signal: Handler<'signal'> = async ({ data, endpoint, channel }) => {
  await channel.mesh.signal(endpoint, data)
  return {}
}
