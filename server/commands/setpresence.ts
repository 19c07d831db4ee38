import type { Handler } from './handler.ts'

export const setpresence: Handler<'setpresence'> = ({ data: { publish, remove }, endpoint, channel }) => {
  const change: Parameters<typeof channel.personal.publish>[1] = {
    publish: publish.flatMap((each) => (each.name === 'roomSetting' ? each.instance : [])),
    remove: remove.flatMap((each) => (each.name === 'roomSetting' ? each.instance : [])),
  }
  if (remove.some(({ name }) => name === 'state')) change.state = ''
  for (const each of publish) {
    if (each.name === 'state') change.state = each.instance
    if (each.name === 'activity') channel.presence.setActivity(endpoint, each.instance)
  }
  return channel.personal.publish(endpoint, change)
}
