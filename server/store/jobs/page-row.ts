// An entry as a page holds it.

import type { EntryRow } from '../tables.ts'

export type PageRow = Omit<
  EntryRow,
  'fork' | 'fleeting' | 'chain' | 'dseq' | 'device' | 'target' | 'emoji' | 'is_on'
> & {
  authdisp: string | null
}
