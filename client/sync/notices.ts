// What the server says unasked, each to its place in the cache.

import * as v from 'valibot'
import type { NoticeItem } from '#shared/envelope.ts'
import { type NoticeName, notices } from '#shared/notices/index.ts'
import type { Cache } from '../cache/database.ts'
import {
  takeInvitation,
  takeMarker,
  takeNewContent,
  takePresence,
  takeProperties,
} from '../cache/intake-rooms.ts'
import { takeArrival, takeDeparture, takeRoles, takeState } from '../cache/intake-rosters.ts'
import { takePrefs } from '../cache/prefs.ts'
import type { Attendance } from './attendance.ts'

export type NoticeParts = {
  cache: Cache
  attendance: Pick<Attendance, 'lose' | 'allow' | 'settle'>
  onDrain(retryAfterMs: number): void
  onTyping(who: Typist): void
}

/** Somebody who is writing, and where. */
export type Typist = v.InferOutput<(typeof notices)['typing']['data']>

type Heard = {
  [Name in NoticeName]: { name: Name; data: v.InferOutput<(typeof notices)[Name]['data']> }
}[NoticeName]

const names = Object.keys(notices) as NoticeName[]

/** Undefined for a notice that this version does not know, or that is not well formed. */
export function readNotice(item: NoticeItem): Heard | undefined {
  const name = names.find((candidate) => notices[candidate].ntc === item.id)
  if (name === undefined) return undefined
  const data = v.safeParse(notices[name].data, item.data)
  return data.success ? ({ name, data: data.output } as Heard) : undefined
}

export async function takeNotice(parts: NoticeParts, notice: Heard): Promise<void> {
  const { cache, attendance, onDrain, onTyping } = parts
  switch (notice.name) {
    case 'join':
      return await takeArrival(cache, notice.data)
    case 'part':
      return await takeDeparture(cache, notice.data)
    case 'kick':
      return await attendance.lose(notice.data.room)
    case 'chanmodify':
      return await takeProperties(cache, notice.data.room)
    case 'permodify':
      return await takeRoles(cache, notice.data)
    case 'invite': {
      const { data } = notice
      await takeInvitation(cache, data)
      attendance.allow(data.room.uri)
      return await attendance.settle()
    }
    case 'presence':
      return await takePresence(cache, notice.data)
    case 'markread':
      return await takeMarker(cache, notice.data)
    case 'newcontent':
      return await takeNewContent(cache, notice.data)
    case 'state':
      return await takeState(cache, notice.data)
    case 'pref':
      return await takePrefs(cache, [notice.data])
    case 'typing':
      return onTyping(notice.data)
    // Of the talk between devices, which this one takes no part in.
    case 'epoch':
    case 'signal':
      return
    case 'drain':
      return onDrain(notice.data.retryAfterMs)
  }
}
