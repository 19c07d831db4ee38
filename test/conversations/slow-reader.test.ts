// Someone's device stops reading, as a phone in a tunnel does without closing its connection. The server may not
// keep everything for it: it is dropped, the others notice nothing, and it catches up by seq.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'

const LARGE = 'x'.repeat(15_000)
const POSTS_AT_ONCE = 32
/** 45 MB of text: far more than the sockets' own buffers and the budget together. */
const POSTS_MAX = 3_000

async function resyncs(url: string): Promise<number> {
  const page = await (await fetch(`${url}/metrics`)).text()
  return Number(/^backchat_resyncs_total (\d+)$/m.exec(page)?.[1])
}

conversation(
  '[P15.3] who stops reading is dropped and catches up; others read on',
  async ({ app, ada, grace, linus }) => {
    const room = await app.room('Harbour')
    for (const person of [ada, grace, linus]) await person.joins('Harbour')
    expect(await resyncs(app.url), 'nobody was dropped for reading').toBe(0)
    grace.connection.stopsReading()

    let posted = 0
    while (posted < POSTS_MAX && (await resyncs(app.url)) === 0) {
      const batch = Array.from({ length: POSTS_AT_ONCE }, () => ada.connection.post([ada.seals(LARGE)]))
      await Promise.all(batch)
      posted += POSTS_AT_ONCE
    }

    expect(await resyncs(app.url)).toBe(1)
    expect(posted).toBeLessThan(POSTS_MAX)
    for (let seq = 1; seq <= posted; seq += 1) await linus.receives({ seq })
    grace.leaves()
    await grace.connects()
    const { entries } = await grace.asks('bccontext', { room, after: { seq: posted - 3, count: 30 } })
    expect((entries as { seq: number }[]).map(({ seq }) => seq)).toEqual([posted - 2, posted - 1, posted])
  },
)
