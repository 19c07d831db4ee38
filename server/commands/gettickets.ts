import type { Handler } from './handler.ts'

export const gettickets: Handler<'gettickets'> = ({ data, endpoint, channel }) =>
  channel.mesh.tickets(endpoint, data)
