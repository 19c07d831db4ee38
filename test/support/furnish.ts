// Accounts and rooms in a data folder, made without a server, for tests that start the server as a process.

import { readConfig } from '../../server/config.ts'
import { silentLog } from '../../server/logger.ts'
import { openServices, type Services } from '../../server/services.ts'

export const PASSWORD = 'a password that is long enough'

export function openFolder(dataFolder: string): Promise<Services> {
  const config = readConfig({ BACKCHAT_DATA: dataFolder })
  return openServices(config, { clock: { now: Date.now }, log: silentLog, onBroken: () => {} })
}

/** Open rooms, for everyone. */
export async function furnishFolder(
  { admin }: Services,
  names: { people: string[]; rooms: string[] },
): Promise<{ uris: string[] }> {
  for (const username of names.people) {
    const displayName = `${username[0]?.toUpperCase()}${username.slice(1)}`
    await admin.run({ act: 'user.add', args: { username, displayName, password: PASSWORD } })
  }
  await admin.run({ act: 'category.add', args: { name: 'Port', allow: ['everyone'] } })
  const uris: string[] = []
  for (const name of names.rooms) {
    const made = await admin.run({ act: 'room.add', args: { name, category: 'Port', privacy: 'open' } })
    uris.push((made as { uri: string }).uri)
  }
  return { uris }
}
