// Whoever asks for an export may be gone before it is there.

import { randomBytes } from 'node:crypto'
import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { answered, asks, downloads, isCleared, opensCase, underWay } from '../support/export-scene.ts'
import { unzip } from '../support/unzip.ts'

conversation(
  '[P22.22] whoever hangs up half-way, while it is written or while it is sent, leaves nothing; no more than two are made at once',
  async ({ app, ada, grace }) => {
    await app.admin('compliance.set', { to: 'on' })
    await opensCase(app, grace)
    await ada.joins('Harbour')
    // More than lies on the way between two ends of a line.
    const long = () => `tide ${randomBytes(11_900).toString('base64url')}`
    for (let frame = 0; frame < 30; frame += 1) await ada.posts(...Array.from({ length: 8 }, long))
    await app.admin('compliance.run')
    const order: [string, object] = [
      'export',
      { name: 'tides', formats: ['jsonl', 'csv'], search: { kinds: ['chat'] } },
    ]

    const two = [asks(app, grace, order), asks(app, grace, order)]
    const answers = Promise.all(two.map(answered))
    await expect.poll(() => underWay(app).length, { timeout: 20_000, interval: 5 }).toBe(2)
    expect((await downloads(app, grace, order)).answer.status).toBe(429)
    for (const answer of await answers) {
      expect(answer.statusCode).toBe(200)
      expect(underWay(app).length, 'it is being sent').toBeGreaterThan(0)
      answer.destroy()
    }
    await isCleared(app)

    const hasty = asks(app, grace, order)
    await expect.poll(() => underWay(app).length, { timeout: 20_000, interval: 5 }).toBe(1)
    hasty.destroy()
    await isCleared(app)
    const small = { name: 'rooms', formats: ['csv'], search: { kinds: ['room'] } }
    const { answer, zip } = await downloads(app, grace, ['export', small])
    expect([answer.status, unzip(zip).size]).toEqual([200, 3])
    await isCleared(app)
  },
)
