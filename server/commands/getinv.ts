import type { Handler } from './handler.ts'

export const getinv: Handler<'getinv'> = ({ data, endpoint, channel }) =>
  channel.invitations.after(endpoint, data.inviteId)
