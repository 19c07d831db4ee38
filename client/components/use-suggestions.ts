// Suggestions while one types. The field keeps the focus, as with a combobox: arrows choose, Enter or Tab takes,
// Esc closes until the next word.

import { type Accessor, createEffect, createMemo, createSignal, on } from 'solid-js'
import { type Completable, completed } from './completing.ts'

/** What is being typed at the caret, and where it stands. */
type Place = { query: string; from: number; to: number }

export type SuggestingField = {
  element: () => HTMLTextAreaElement | HTMLInputElement | undefined
  type: (text: string) => void
}

export type Suggestions = ReturnType<typeof useSuggestions>

export function useSuggestions<Asked extends Place>(
  field: SuggestingField,
  askedAt: (text: string, caret: number) => Asked | undefined,
  suggest: (asked: Accessor<Asked | undefined>) => Accessor<Completable[]>,
) {
  const [asked, setAsked] = createSignal<Asked | undefined>(undefined, { equals: isSameAsked })
  const [closedAt, setClosedAt] = createSignal<number>()
  const [at, setAt] = createSignal(0)
  const isOpen = () => asked() !== undefined && asked()?.from !== closedAt()
  const suggested = suggest(asked)
  const found = createMemo<Completable[]>(() => (isOpen() ? suggested() : []))
  createEffect(on(found, () => setAt(0)))
  const look = () => {
    const element = field.element()
    const caret = element?.selectionStart ?? 0
    const isRange = element !== undefined && element.selectionEnd !== caret
    setAsked(() => (element && !isRange ? askedAt(element.value, caret) : undefined))
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
  /** @returns whether the key was for the suggestions */
  const press = (event: KeyboardEvent): boolean => {
    if (found().length === 0 || event.isComposing) return false
    const step = STEPS[event.key]
    if (step) setAt((at() + step + found().length) % found().length)
    else if (isTaking(event)) take()
    else if (event.key === 'Escape') setClosedAt(asked()?.from)
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

function isSameAsked(one: Place | undefined, other: Place | undefined): boolean {
  return one?.from === other?.from && one?.to === other?.to && one?.query === other?.query
}
