// Who may be added to a list of a room, while one types. Asked once typing rests, and anew when the network is back.

import { createEffect, createMemo, createResource, createSignal, on, onCleanup } from 'solid-js'
import type { Role } from '#shared/person.ts'
import type { CategoryUri } from '#shared/uri.ts'
import { findEligible, type ListedPrincipal } from '../actions/managing.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { connection } from '../state/connection.ts'

export type PickerPlace = { role: Role; category: CategoryUri }

const TYPING_MS = 150

export function useEligible(place: () => PickerPlace, chosen: () => readonly ListedPrincipal[]) {
  const [query, setQuery] = createSignal('')
  const [asked, ask] = createSignal('')
  const [isOpen, setOpen] = createSignal(false)
  const rest = (typed: string) => {
    setOpen(typed.trim() !== '')
    const timer = setTimeout(() => ask(typed.trim()), TYPING_MS)
    onCleanup(() => clearTimeout(timer))
  }
  createEffect(on(query, rest, { defer: true }))
  const question = () => isOpen() && { ...place(), q: asked(), isLive: connection().state === 'live' }
  const [answer] = createResource(question, (asking) => findEligible(asking))
  const isStale = () => answer.loading || query().trim() !== asked()
  const known = () => (answer.error === undefined ? answer.latest : undefined)
  const found = createMemo(() => {
    const there = new Set(chosen().map(({ uri }) => uri))
    return known()?.principals.filter(({ uri }) => !there.has(uri)) ?? []
  })
  const note = () => {
    if (!isOpen()) return undefined
    if (answer.error !== undefined)
      return connection().state === 'live' ? refusalOf(answer.error) : t('pickerOffline')
    if (found().length === 0) return isStale() ? t('pickerLooking') : t('pickerNobody', { query: asked() })
    return known()?.moreAvailable ? t('pickerMore') : undefined
  }
  return {
    ...{ query, setQuery, isOpen, found, note },
    isLooking: isStale,
    open: () => setOpen(true),
    close: () => setOpen(false),
  }
}
