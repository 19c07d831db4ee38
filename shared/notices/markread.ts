// Another of this person's devices moved my marker; `unread` is what is left after it.

import { markread as command } from '../commands/markread.ts'
import { defineNotice } from '../notice.ts'

export const markread = defineNotice('markread', command.reply)
