// What may be named while one writes: people, rooms and emoji.

import { createEffect, createMemo, createSignal, on } from 'solid-js'
import { t } from '../i18n/language.ts'
import { type Asked, askedAt, type Completable, completionsOf } from './completing.ts'
import { known } from './known.ts'
import { type SuggestingField, type Suggestions, useSuggestions } from './use-suggestions.ts'

const EMOJI_MAX = 8

export type Completion = Suggestions

export function useCompletion(field: SuggestingField): Completion {
  return useSuggestions(field, askedAt, (asked) => {
    const [emoji, setEmoji] = createSignal<Completable[]>([])
    createEffect(on(asked, (now) => void findEmojiFor(now).then(setEmoji)))
    return createMemo(() => {
      const now = asked()
      if (!now) return []
      return now.sign === ':' ? emoji() : completionsOf(now, known(), t('everybodyInRoom'))
    })
  })
}

async function findEmojiFor(asked: Asked | undefined): Promise<Completable[]> {
  if (asked?.sign !== ':') return []
  const { findEmoji } = await import('./find-emoji.ts')
  return findEmoji(asked.query)
    .slice(0, EMOJI_MAX)
    .map(({ emoji, words }) => ({ key: emoji, text: emoji, name: emoji, aside: words, look: 'emoji' }))
}
