// The table of commands, in the order a session uses them.

import { bcamends } from './bcamends.ts'
import { bcbydate } from './bcbydate.ts'
import { bcbymsg } from './bcbymsg.ts'
import { bccontext } from './bccontext.ts'
import { bcsearch } from './bcsearch.ts'
import { bjoin } from './bjoin.ts'
import { chancreate } from './chancreate.ts'
import { chandel } from './chandel.ts'
import { chanmodify } from './chanmodify.ts'
import { chansrch } from './chansrch.ts'
import { getassociations } from './getassociations.ts'
import { getinv } from './getinv.ts'
import { getpins } from './getpins.ts'
import { getpref } from './getpref.ts'
import { getprefs } from './getprefs.ts'
import { getpresence } from './getpresence.ts'
import { getroster } from './getroster.ts'
import { getserverinfo } from './getserverinfo.ts'
import { gettickets } from './gettickets.ts'
import { getuserinfo } from './getuserinfo.ts'
import { join } from './join.ts'
import { markread } from './markread.ts'
import { nodespermcreatechild } from './nodespermcreatechild.ts'
import { part } from './part.ts'
import { quit } from './quit.ts'
import { relay } from './relay.ts'
import { setpref } from './setpref.ts'
import { setpresence } from './setpresence.ts'
import { signal } from './signal.ts'
import { typing } from './typing.ts'
import { usrsrch } from './usrsrch.ts'

export const commands = {
  getserverinfo,
  getassociations,
  getpresence,
  setpresence,
  bjoin,
  join,
  bccontext,
  bcamends,
  getpins,
  bcbydate,
  bcbymsg,
  bcsearch,
  getinv,
  chansrch,
  markread,
  getroster,
  getuserinfo,
  usrsrch,
  typing,
  getpref,
  getprefs,
  setpref,
  gettickets,
  signal,
  relay,
  part,
  nodespermcreatechild,
  chancreate,
  chanmodify,
  chandel,
  quit,
} as const

export type CommandName = keyof typeof commands
