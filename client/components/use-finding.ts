// Finding rooms while one types. The words stand in the address too, so that Back returns to the same results.

import { useSearchParams } from '@solidjs/router'
import { createEffect, createResource, createSignal, on, onCleanup } from 'solid-js'
import { findRooms } from '../actions/rooms.ts'
import { connection } from '../state/connection.ts'

const TYPING_MS = 250

export function useFinding() {
  const [params, setParams] = useSearchParams<{ q: string }>()
  const [query, setQuery] = createSignal(params.q ?? '')
  const [asked, ask] = createSignal(query())
  const askSoon = (typed: string) => {
    const timer = setTimeout(() => {
      ask(typed.trim())
      setParams({ q: typed.trim() }, { replace: true })
    }, TYPING_MS)
    onCleanup(() => clearTimeout(timer))
  }
  createEffect(on(query, askSoon, { defer: true }))
  // Asked again when the connection comes back, since the answer could not be had before.
  const question = () => ({ criteria: asked(), live: connection().state === 'live' })
  const [answer] = createResource(question, ({ criteria }) => findRooms(criteria))
  return {
    ...{ query, setQuery, asked },
    found: () => (answer.error === undefined ? answer.latest : undefined),
    refused: (): unknown => answer.error,
  }
}
