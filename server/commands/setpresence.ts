import type { Handler } from './handler.ts'

export const setpresence: Handler<'setpresence'> = ({ data, endpoint, channel }) =>
  channel.personal.publish(endpoint, {
    publish: data.publish.map(({ instance }) => instance),
    remove: data.remove.map(({ instance }) => instance),
  })
