// A search as it goes on while one types: a moment after the last key it is asked, and the key itself ends the one before.
// The words stand in the address, so that they can be linked to and Back returns to them.

import { useSearchParams } from '@solidjs/router'
import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { AskedSearch } from './asked-search.ts'
import { isLive } from './connection-text.ts'

const TYPING_MS = 300

export function useSearch() {
  const [params, setParams] = useSearchParams<{ q: string; by: string }>()
  const [text, setText] = createSignal(params.q ?? '')
  const asked = () => params.q ?? ''
  const search = new AskedSearch()
  /** The address follows a moment later: what was typed in between is not to be taken for something else asked. */
  let own = asked()
  const ask = (typed = text().trim()) => {
    if (typed === asked()) return search.resume()
    own = typed
    setParams({ q: typed }, { replace: true })
  }
  const askSoon = (typed: string) => {
    if (typed.trim() !== asked()) search.leave()
    const timer = setTimeout(() => ask(typed.trim()), TYPING_MS)
    onCleanup(() => clearTimeout(timer))
  }
  const follow = (now: string) => {
    if (now !== own) setText(now)
    own = now
    search.takeUp(now)
  }
  createEffect(on(text, askSoon, { defer: true }))
  createEffect(on(asked, follow))
  // What the device had is asked of the server as soon as there is one.
  createEffect(
    on(isLive, (live) => live && search.findings?.where === 'device' && search.begin(), { defer: true }),
  )
  onCleanup(() => search.close())
  return {
    ...{ text, setText, asked, ask, search },
    byRoom: () => params.by === 'room',
    arrange: (by: 'time' | 'room') => setParams({ by: by === 'room' ? by : undefined }, { replace: true }),
  }
}
