// The sign-in sequence, in the original's order: SUBSCRIBE, INVITE, INFO, then what this person belongs to, follows,
// had open, missed and was invited to. Steps 4 to 6 do not need each other's answers and go out together.

import { getassociations } from '#shared/commands/getassociations.ts'
import { getinv } from '#shared/commands/getinv.ts'
import { getpresence } from '#shared/commands/getpresence.ts'
import { getserverinfo } from '#shared/commands/getserverinfo.ts'
import type { Provisioning } from '#shared/web/provisioning.ts'
import { type Cache, readFact } from '../cache/database.ts'
import { deviceOf, keepDeviceId } from '../cache/device.ts'
import { takeAssociations, takeInvitations, takePresence, takeSessionEnd } from '../cache/intake-rooms.ts'
import { forgetUnlogged, takeOwner } from '../cache/owner.ts'
import type { DeviceRow } from '../cache/rows.ts'
import type { World } from '../cache/world.ts'
import type { AtKeys } from './at-keys.ts'
import { shuffled } from './backoff.ts'
import type { Typist } from './notices.ts'
import type { Session } from './session.ts'
import { sinceNow } from './session-ends.ts'
import type { WebClient } from './web-client.ts'
import type { Dial, Wire, WireEnds } from './wire.ts'

export type Grounds = {
  cache: Cache
  world: World
  web: WebClient
  dial: Dial
  deviceName(): string
  onTyping?(who: Typist): void
  atKeys?: Pick<AtKeys, 'watch'>
}
export type EnrolledDevice = DeviceRow & { deviceId: string }
export type Subscription =
  | { feature: 'hidden' }
  | { feature: 'on'; document: Provisioning; ticket: string; device: EnrolledDevice; addresses: string[] }

/** 1. SUBSCRIBE: the provisioning document; its owner's key is enrolled the first time. */
export async function subscribe(grounds: Grounds): Promise<Subscription> {
  const { cache, web, world } = grounds
  const document = await web.provisioning()
  await takeOwner(cache, document, sinceNow(world))
  const { ticket } = document
  if (!document.EnablePersistentChat || ticket === null) return { feature: 'hidden' }
  const device = await enrol(grounds, document)
  const addresses = shuffled(document.PersistentChatPoolUris, world.chance)
  return { feature: 'on', document, ticket, device, addresses }
}

async function enrol(
  { cache, web, world, deviceName }: Grounds,
  { user }: Provisioning,
): Promise<EnrolledDevice> {
  const device = await deviceOf(cache, world.subtle, user.uri)
  if (device.deviceId !== undefined) return { ...device, deviceId: device.deviceId }
  const deviceId = await web.enrol({ publicKey: device.publicKey, name: deviceName() })
  await keepDeviceId(cache, user.uri, deviceId)
  return { ...device, deviceId }
}

/** 2. INVITE: a connection to the pool. 3. INFO is what goes over it from here on. */
export async function invite(
  dial: Dial,
  { ticket, device }: { ticket: string; device: EnrolledDevice },
  at: { address: string; ends: WireEnds },
): Promise<Wire> {
  return await dial(at.address, { ticket, deviceId: device.deviceId }, at.ends)
}

/** Steps 4 to 10. */
export async function enter(cache: Cache, session: Session): Promise<void> {
  const { conversation, attendance, catchUp, carrier } = session
  await takeSessionEnd(cache)
  await forgetUnlogged(cache)

  // 4. Server info · 5. associations, as member and as manager · 6. the presence document
  const [, member, manager, presence] = await Promise.all([
    conversation.ask(getserverinfo, {}),
    conversation.ask(getassociations, { role: 'member' }),
    conversation.ask(getassociations, { role: 'manager' }),
    conversation.ask(getpresence, {}),
  ])
  await takeAssociations(cache, [...member.rooms, ...manager.rooms])
  await takePresence(cache, presence)
  await carrier.carry()

  // 7. All followed rooms with one envelope · 8. rooms that were open on this device
  await attendance.enterFollowed()
  await attendance.enterOpened()
  session.startSending()

  // 9. The backchat that is missing, rooms on screen first
  await catchUp.rooms(await openFirst(cache, attendance.joined()))

  // 10. Invitations since the last one seen
  await takeAllInvitations(cache, conversation)
}

/** They come some hundreds at a time; an answer without any is the last. */
async function takeAllInvitations(cache: Cache, conversation: Session['conversation']): Promise<void> {
  const inviteId = (await readFact(cache, 'lastInviteId')) ?? 0
  const answer = await conversation.ask(getinv, { inviteId })
  await takeInvitations(cache, answer)
  if (answer.lastInviteId > inviteId) await takeAllInvitations(cache, conversation)
}

async function openFirst(cache: Cache, rooms: readonly string[]): Promise<string[]> {
  const opened = await cache.opened.orderBy('room').primaryKeys()
  return [...rooms].sort((a, b) => Number(opened.includes(b)) - Number(opened.includes(a)))
}
