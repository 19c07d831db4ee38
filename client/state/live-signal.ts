// From a question to the cache to a Solid signal that follows the answer.

import { type Accessor, createEffect, createSignal, onCleanup, untrack } from 'solid-js'
import { cache } from '../cache/database.ts'
import { watch } from '../cache/live.ts'

/** Lives as long as the page, and asks from the first time somebody looks. */
export function liveSignal<T>(
  query: () => Promise<T>,
  initial: T,
  merge: (before: T, after: T) => T = (_before, after) => after,
): Accessor<T> {
  const [value, setValue] = createSignal(initial)
  let isWatching = false
  return () => {
    if (!isWatching) watch(cache, query, (answer) => setValue((before) => merge(before, answer)))
    isWatching = true
    return value()
  }
}

/** Lives as long as its component; asks anew when the key changes, and shows what is known until the answer is there. */
export function useLive<T>(
  key: Accessor<string>,
  query: (key: string) => Promise<T>,
  known: (key: string) => T,
): Accessor<T> {
  const knownNow = (asked: string) => untrack(() => known(asked))
  const [value, setValue] = createSignal(knownNow(untrack(key)))
  createEffect(() => {
    const asked = key()
    setValue(() => knownNow(asked))
    onCleanup(
      watch(
        cache,
        () => query(asked),
        (answer) => setValue(() => answer),
      ),
    )
  })
  return value
}
