// A data folder with the big room and a small one, filled through the Channel service with real, signed posts,
// and the big room's log as the server hands it out.

import type { RoomUri } from '#shared/uri.ts'
import type { HistoryAnswer } from '../../server/channel/history.ts'
import { readConfig } from '../../server/config.ts'
import { silentLog } from '../../server/logger.ts'
import { openServices, type Services } from '../../server/services.ts'
import { SPEAKERS, said, speakerOf, spokenAt } from './chatter.ts'
import { arrive, type Speaker } from './speaker.ts'

export const PASSWORD = 'a long password for the bench'
export const READER = 'ada'
const AT_ONCE = 200
const PAGE = 200
const SMALL_ROOM_POSTS = 80

type Page = HistoryAnswer & { room: RoomUri }
export type Filled = { big: RoomUri; small: RoomUri; pages: Page[] }

export async function fillHarbour(dataFolder: string, posts: number): Promise<Filled> {
  let now = spokenAt(0)
  const config = readConfig({ BACKCHAT_DATA: dataFolder })
  const clock = { now: () => now }
  const services = await openServices(config, { clock, log: silentLog, onBroken: () => {} })
  const { big, small } = await furnish(services)
  const speakers = new Map<string, Speaker>()
  for (const name of SPEAKERS) speakers.set(name, await arrive(services, name))
  const speak = async (room: RoomUri, number: number) =>
    await speakers.get(speakerOf(number))?.says(room, said(number), spokenAt(number))
  for (let number = 0; number < SMALL_ROOM_POSTS; number += 1) await speak(small, number)
  for (let number = 0; number < posts; number += AT_ONCE) {
    now = spokenAt(number)
    const count = Math.min(AT_ONCE, posts - number)
    await Promise.all(Array.from({ length: count }, (_, index) => speak(big, number + index)))
  }
  const pages = await wholeLog(services, speakers.get('grace'), big)
  await services.close()
  return { big, small, pages }
}

async function furnish({ admin }: Services): Promise<{ big: RoomUri; small: RoomUri }> {
  for (const username of [READER, ...SPEAKERS]) {
    const displayName = `${username[0]?.toUpperCase()}${username.slice(1)}`
    await admin.run({ act: 'user.add', args: { username, displayName, password: PASSWORD } })
  }
  await admin.run({ act: 'category.add', args: { name: 'Port', allow: ['everyone'] } })
  const room = async (name: string) => {
    const made = await admin.run({ act: 'room.add', args: { name, category: 'Port', privacy: 'open' } })
    return (made as { uri: string }).uri
  }
  return { big: await room('Harbour'), small: await room('Kitchen') }
}

async function wholeLog({ channel }: Services, reader: Speaker | undefined, room: RoomUri): Promise<Page[]> {
  const pages: Page[] = []
  if (!reader) return pages
  for (let seq = 0; ; ) {
    const page = await channel.history.page(reader.endpoint, { room, mode: 'after', seq, count: PAGE })
    if (page.entries.length > 0) pages.push({ room, ...page })
    if (page.complete) return pages
    seq = page.to
  }
}
