// Text without measure: refused with the number that is allowed, and what is just allowed comes back as it was.

import { expect } from 'vitest'
import { conversation } from '../support/conversation.ts'
import { InvalidArgument, LimitExceeded } from '../support/errors.ts'

const LIMIT_BYTES = 16_000

conversation(
  'H-08: a post over the limit is refused, and the sentence names the number',
  async ({ ada, grace }) => {
    for (const person of [ada, grace]) await person.joins('Harbour')
    const tooLong: [string, { code: number; text: string }, string][] = [
      ['x'.repeat(LIMIT_BYTES + 1), InvalidArgument, '16000'],
      ['я'.repeat(LIMIT_BYTES / 2 + 1), InvalidArgument, '16000'],
      ['😀'.repeat(LIMIT_BYTES / 4 + 1), InvalidArgument, '16000'],
      [`${'\n'.repeat(LIMIT_BYTES)}x`, InvalidArgument, '16000'],
      ['@ada '.repeat(20_000), InvalidArgument, '84000'],
      ['x'.repeat(1_000_000), LimitExceeded, '163840'],
      [`${'\n'.repeat(100_000)}x`, LimitExceeded, '163840'],
    ]
    for (const [chat, refusal, number] of tooLong)
      expect(await ada.mayNotSend(ada.seals(chat), refusal)).toContain(number)
    for (const chat of ['gpj.\u202etxt', '\u202d', 'a\u202bb'])
      await ada.mayNotSend(ada.seals(chat), InvalidArgument)
    await grace.hearsNothing()
  },
)

conversation('H-08: a post at the limit comes back as it was', async ({ ada, grace }) => {
  for (const person of [ada, grace]) await person.joins('Harbour')
  const atLimit = [
    'x'.repeat(LIMIT_BYTES),
    'я'.repeat(LIMIT_BYTES / 2),
    '😀'.repeat(LIMIT_BYTES / 4),
    '"'.repeat(LIMIT_BYTES),
    `a${'\u0301'.repeat(LIMIT_BYTES / 2 - 1)}`,
    `${'\n'.repeat(LIMIT_BYTES - 1)}x`,
    `a${'\u2067'.repeat(LIMIT_BYTES / 3)}`,
    '@ada '.repeat(LIMIT_BYTES / 5),
  ]
  for (const chat of atLimit) {
    await ada.posts(chat)
    await grace.receives({ chat })
  }
})
