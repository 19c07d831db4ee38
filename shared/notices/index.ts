// The table of notices: what the server says unasked.

import { chanmodify } from './chanmodify.ts'
import { drain } from './drain.ts'
import { epoch } from './epoch.ts'
import { invite } from './invite.ts'
import { join } from './join.ts'
import { kick } from './kick.ts'
import { markread } from './markread.ts'
import { newcontent } from './newcontent.ts'
import { part } from './part.ts'
import { permodify } from './permodify.ts'
import { pref } from './pref.ts'
import { presence } from './presence.ts'
import { signal } from './signal.ts'
import { state } from './state.ts'
import { typing } from './typing.ts'

export const notices = {
  join,
  part,
  kick,
  chanmodify,
  permodify,
  invite,
  presence,
  markread,
  newcontent,
  pref,
  typing,
  state,
  signal,
  epoch,
  drain,
} as const

export type NoticeName = keyof typeof notices
