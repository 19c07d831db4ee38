// The exam that every store sits, whatever database is behind it. A new one calls examineStore in a test of its own.

import { afterAll, beforeAll, describe } from 'vitest'
import type { Examinee } from './examinee.ts'
import { examineAmending } from './store-amending.ts'
import { examineAppend } from './store-append.ts'
import { examineHistory } from './store-history.ts'
import { examineIdentity } from './store-identity.ts'
import { examineLexicon } from './store-lexicon.ts'
import { examinePersonal } from './store-personal.ts'
import { examineRecording } from './store-recording.ts'
import { examineRooms } from './store-rooms.ts'
import { examineSearch } from './store-search.ts'

const PARTS = {
  'appending posts': examineAppend,
  'entries about earlier ones': examineAmending,
  'recording of what goes': examineRecording,
  'pages of history': examineHistory,
  'finding posts': examineSearch,
  'the words of posts': examineLexicon,
  'people, devices and keys': examineIdentity,
  'rooms and categories': examineRooms,
  'markers, presence and invitations': examinePersonal,
}

export function examineStore(name: string, open: () => Promise<Examinee>): void {
  describe.each(Object.entries(PARTS))(`${name}: %s`, (_part, examine) => {
    let examinee: Examinee | undefined
    beforeAll(async () => {
      examinee = await open()
    })
    afterAll(() => examinee?.close())
    examine({
      get store() {
        return this.examinee.store
      },
      get examinee() {
        if (!examinee) throw new Error('The store is asked before it is open.')
        return examinee
      },
    })
  })
}
