// Cases, as whoever asks for them does it: by an officer, or by the pool where the command line did.

import type { Case, CaseChange, Closing } from '../store/archive/cases.ts'
import type { Store } from '../store/store.ts'
import type { Archive } from './archive-calls.ts'

export type { Case }

type Deps = { store: Pick<Store, 'person'>; archive: Archive; ourselves: string; now(): number }
type Undone<Order> = Omit<Order, 'at' | 'by' | 'called'>

export function createCases({ store, archive, ourselves, now }: Deps) {
  async function doing(by = ourselves) {
    const person = await store.person({ uri: by })
    return { by, called: person?.displayName ?? by, at: now() }
  }
  return {
    cases: archive.cases,
    findCase: archive.findCase,
    openCase: async (opened: Undone<Omit<Case, 'closed'>>, by?: string) =>
      archive.openCase({ ...opened, ...(await doing(by)) }),
    changeCase: async (change: Undone<CaseChange>, by?: string) =>
      archive.changeCase({ ...change, ...(await doing(by)) }),
    closeCase: async (closing: Undone<Closing>, by?: string) =>
      archive.closeCase({ ...closing, ...(await doing(by)) }),
  }
}
