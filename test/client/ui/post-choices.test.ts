// What is offered for a post, emoji by their words, and which posts are folded.

import { safeParse } from 'valibot'
import { describe, expect, it } from 'vitest'
import { emojiSchema } from '#shared/post.ts'
import { ALL_EMOJI } from '../../../client/components/emoji-list.ts'
import { findEmoji } from '../../../client/components/find-emoji.ts'
import { FOLD_CHARS, FOLD_LINES, isLong } from '../../../client/components/long-text.ts'
import { choicesOf } from '../../../client/components/post-choices.ts'

const isReaction = (emoji: string) => safeParse(emojiSchema, emoji).success
const ref = { device: 'd', id: 'i' }

describe('the choices for a post', () => {
  it('offer to change and remove only what is mine', () => {
    const mine = choicesOf({ mine: true, ref, ts: 0 }, { mayChat: true })
    const theirs = choicesOf({ mine: false, ref, ts: 0 }, { mayChat: true })
    expect(mine).toEqual(expect.arrayContaining(['edit', 'remove', 'reply', 'react', 'pin']))
    expect(theirs).toEqual(['reply', 'react', 'copyText', 'copyLink', 'pin', 'markUnread'])
  })

  it('offer nothing that changes the room where one may only read', () => {
    expect(choicesOf({ mine: false, ref, ts: 0 }, { mayChat: false })).toEqual([
      'copyText',
      'copyLink',
      'markUnread',
    ])
  })

  it('offer to change what is mine for as long as the category allows', () => {
    const offered = (editMinutes: number | null, now: number) =>
      choicesOf({ mine: true, ref, ts: 1_000 }, { mayChat: true, editMinutes, now }).includes('edit')
    expect([offered(5, 300_999), offered(5, 301_000)]).toEqual([true, false])
    expect([offered(null, 9e15), offered(0, 1_000)]).toEqual([true, false])
  })

  it('offer to unpin what is pinned', () => {
    const choices = choicesOf({ mine: false, ref, ts: 0, pinned: true }, { mayChat: true })
    expect([choices.includes('unpin'), choices.includes('pin')]).toEqual([true, false])
  })
})

describe('emoji', () => {
  it('are all such that a reaction may be', () => {
    expect(ALL_EMOJI.filter(({ emoji }) => !isReaction(emoji)).map(({ emoji }) => emoji)).toEqual([])
    expect(isReaction('ok')).toBe(false)
  })

  it('stand in the list once', () => {
    expect(new Set(ALL_EMOJI.map(({ emoji }) => emoji)).size).toBe(ALL_EMOJI.length)
  })

  it.each([
    ['rocket', '🚀'],
    ['якорь', '⚓'],
    ['елка', '🎄'],
    ['кщслуе', '🚀'],
  ])('are found by %s', (query, emoji) => {
    expect(findEmoji(query)[0]?.emoji).toBe(emoji)
  })
})

describe('a long post', () => {
  it('is folded, by its lines or by its length', () => {
    expect([isLong('x\n'.repeat(FOLD_LINES)), isLong('x'.repeat(FOLD_CHARS + 1))]).toEqual([true, true])
    expect([isLong('x\n'.repeat(FOLD_LINES - 1)), isLong('x'.repeat(FOLD_CHARS))]).toEqual([false, false])
  })
})
