// People whom this device has not met: asked of the server while one writes whose posts are looked for.

import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js'
import { findPeople } from '../actions/search.ts'
import type { KnownPerson } from './mentions.ts'
import type { AskedFilter } from './search-text.ts'

const TYPING_MS = 200
const LETTERS_MIN = 2

export function useOtherPeople(asked: Accessor<AskedFilter | undefined>): Accessor<readonly KnownPerson[]> {
  const [others, setOthers] = createSignal<readonly KnownPerson[]>([])
  const look = (now: AskedFilter | undefined) => {
    if (now?.filter !== 'from' || now.query.length < LETTERS_MIN) return
    const timer = setTimeout(() => void findPeople(now.query).then(setOthers), TYPING_MS)
    onCleanup(() => clearTimeout(timer))
  }
  createEffect(on(asked, look))
  return others
}
