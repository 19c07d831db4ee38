// Posts for searching: said by somebody in a room, found by what they say.

import { randomUUID } from 'node:crypto'
import { type Criteria, wantedOf } from '#shared/search/wanted.ts'
import type { Amendment } from '../../server/store/amendment.ts'
import type { AppendItem } from '../../server/store/append.ts'
import type { PostQuestion } from '../../server/store/jobs/search.ts'
import { newPost } from './examinee.ts'

const DEVICE = '6f9e1c2a-0b3d-4e5f-8a9b-0c1d2e3f4a5b'
let dseq = 0

type Saying = {
  chat?: string
  author?: string
  title?: string
  alert?: boolean
  fleeting?: boolean
  kind?: string
  amends?: Amendment
}

export function saying(room: number, { chat, author = 'sip:ada@quay.example', ...rest }: Saying): AppendItem {
  const { title, alert, fleeting = false, kind = 'chat', amends } = rest
  dseq += 1
  const id = randomUUID()
  const post = {
    ...{ v: 1, kind, id, room: 'ma-chan://quay.example/6f9e1c2a-0b3d-4e5f-8a9b-0c1d2e3f4a5b', author },
    ...{ device: DEVICE, dseq, prev: null, hlc: '0190f3a1b2c3-0000' },
    ...(chat === undefined ? {} : { chat }),
    ...(title === undefined ? {} : { story: { title } }),
    ...(alert ? { alert } : {}),
    ...(amends && 'target' in amends ? { target: amends.target } : {}),
  }
  const signed = JSON.stringify(post)
  return {
    ...newPost(room, { id, device: DEVICE, dseq, author, kind, signed, fleeting }),
    ...(amends ? { amends } : {}),
  }
}

export function targetOf({ device, id }: AppendItem) {
  return { device, id }
}

export function question(
  roomIds: number[],
  { criteria, matchAll, matchExactPhrase, matchCase, ...rest }: Criteria & Partial<PostQuestion>,
): PostQuestion {
  const wanted = wantedOf({ criteria, matchAll, matchExactPhrase, matchCase })
  return { wanted, roomIds, has: [], order: 'newest', limit: 100, ...rest }
}
