// A client that comes back the way the real one does: it waits as it was told, or at random and longer each time, asks for a
// new ticket with the session it has, connects, and goes through the sign-in sequence up to what it missed.

import { setTimeout as wait } from 'node:timers/promises'
import { http, Refused } from '../support/protocol-client.ts'
import type { Member } from './crowd.ts'
import { WireClient } from './wire-client.ts'

export type Place = {
  member: Member
  /** Its followed rooms, and the last place that it knows in each. */
  known: Map<string, number>
  /** Of this client: the machine has ports for only so many towards one address. */
  from: string
}
export type Return = {
  client: WireClient
  /** Per room. */
  caughtUp: Map<string, number[]>
  /** How often it was told to come later, and did. */
  toldToWait: number
}

const BASE_MS = 500
const CAP_MS = 30_000
const PAGE = 200
type Answer = { head: number; to: number; complete: boolean; entries: { seq: number }[] }

export async function comeBack(url: string, place: Place): Promise<Return> {
  let toldToWait = 0
  for (let tries = 1; ; tries += 1) {
    const outcome = await tryOnce(url, place)
    if ('client' in outcome) return { ...outcome, toldToWait }
    if (outcome.retryAfterMs !== undefined) toldToWait += 1
    const patience = Math.min(CAP_MS, BASE_MS * 2 ** tries)
    await wait(
      outcome.retryAfterMs === undefined
        ? Math.random() * patience
        : outcome.retryAfterMs * (1 + Math.random() / 2),
    )
  }
}

async function tryOnce(
  url: string,
  place: Place,
): Promise<Omit<Return, 'toldToWait'> | { retryAfterMs?: number | undefined }> {
  let client: WireClient | undefined
  try {
    const provisioning = await http(`${url}/api/provisioning`, { token: place.member.token })
    if (provisioning.status !== 200) return {}
    const auth = { ticket: provisioning.body.ticket, deviceId: place.member.deviceId }
    client = await WireClient.open(url, auth, place.from)
    return { client, caughtUp: await enter(client, place) }
  } catch (error) {
    client?.close()
    return error instanceof Refused ? { retryAfterMs: error.data.retryAfterMs } : {}
  }
}

/** Steps 4 to 10 of the sign-in sequence. */
export async function enter(client: WireClient, { known }: Place): Promise<Map<string, number[]>> {
  await Promise.all([
    client.asksAgain('cmd:getserverinfo', {}),
    client.asksAgain('cmd:getassociations', { role: 'member' }),
    client.asksAgain('cmd:getassociations', { role: 'manager' }),
    client.asksAgain('cmd:getpresence', {}),
  ])
  const { rooms } = await client.asksAgain('cmd:bjoin', { rooms: [...known.keys()] })
  const caughtUp = new Map<string, number[]>()
  for (const { uri, head } of rooms as { uri: string; head: number }[]) {
    const from = known.get(uri) ?? 0
    const question = { room: uri, after: { seq: from, count: PAGE } }
    const { entries } =
      head > from
        ? ((await client.asksAgain('cmd:bccontext', question)) as unknown as Answer)
        : { entries: [] }
    caughtUp.set(
      uri,
      entries.map(({ seq }) => seq),
    )
  }
  await client.asksAgain('cmd:getinv', { inviteId: 0 })
  return caughtUp
}
