// Suggestions while one writes. The field keeps the focus, as with a combobox: arrows choose, Enter or Tab takes,
// Esc closes until the next word.

import { createEffect, createMemo, createSignal, on } from 'solid-js'
import { t } from '../i18n/language.ts'
import { type Asked, askedAt, type Completable, completed, completionsOf } from './completing.ts'
import { known } from './known.ts'

type Field = {
  element: () => HTMLTextAreaElement | undefined
  type: (text: string) => void
}

const EMOJI_MAX = 8

export type Completion = ReturnType<typeof useCompletion>

export function useCompletion(field: Field) {
  const [asked, setAsked] = createSignal<Asked | undefined>(undefined, { equals: sameAsked })
  const [closedAt, setClosedAt] = createSignal<number>()
  const [at, setAt] = createSignal(0)
  const [emoji, setEmoji] = createSignal<Completable[]>([])
  const isOpen = () => asked() !== undefined && asked()?.from !== closedAt()
  const found = createMemo<Completable[]>(() => {
    const now = asked()
    if (!now || !isOpen()) return []
    return now.sign === ':' ? emoji() : completionsOf(now, known(), t('everybodyInRoom'))
  })
  createEffect(on(asked, (now) => void findEmojiFor(now).then(setEmoji)))
  createEffect(on(found, () => setAt(0)))
  const look = () => {
    const element = field.element()
    const caret = element?.selectionStart ?? 0
    const isRange = element !== undefined && element.selectionEnd !== caret
    setAsked(element && !isRange ? askedAt(element.value, caret) : undefined)
    if (asked() === undefined) setClosedAt(undefined)
  }
  const take = (completion: Completable | undefined = found()[at()]) => {
    const now = asked()
    const element = field.element()
    if (!now || !completion || !element) return
    const { text, caret } = completed(element.value, now, completion.text)
    field.type(text)
    element.value = text
    element.setSelectionRange(caret, caret)
    element.focus()
    setAsked(undefined)
  }
  const close = () => setClosedAt(asked()?.from)
  /** @returns whether the key was for the suggestions */
  const press = (event: KeyboardEvent): boolean => {
    if (found().length === 0 || event.isComposing) return false
    const step = STEPS[event.key]
    if (step) setAt((at() + step + found().length) % found().length)
    else if (isTaking(event)) take()
    else if (event.key === 'Escape') close()
    else return false
    event.preventDefault()
    event.stopPropagation()
    return true
  }
  return { found, at, setAt, take, look, press, leave: () => setAsked(undefined) }
}

const STEPS: Record<string, number | undefined> = { ArrowDown: 1, ArrowUp: -1 }

function isTaking({ key, shiftKey, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean {
  return (key === 'Enter' || key === 'Tab') && !shiftKey && !ctrlKey && !metaKey && !altKey
}

function sameAsked(one: Asked | undefined, other: Asked | undefined): boolean {
  return one?.from === other?.from && one?.to === other?.to && one?.query === other?.query
}

async function findEmojiFor(asked: Asked | undefined): Promise<Completable[]> {
  if (asked?.sign !== ':') return []
  const { findEmoji } = await import('./find-emoji.ts')
  return findEmoji(asked.query)
    .slice(0, EMOJI_MAX)
    .map(({ emoji, words }) => ({ key: emoji, text: emoji, name: emoji, aside: words, look: 'emoji' }))
}
