// A search as it goes on while one types: a moment after the last key it is asked, and the one before is ended. The words
// stand in the address, so that they can be linked to and Back returns to them.

import { useSearchParams } from '@solidjs/router'
import { createEffect, createSignal, on, onCleanup } from 'solid-js'
import { type Findings, isQuestion, type Search, searchPosts, stillThere } from '../actions/search.ts'
import { isLive } from './connection-text.ts'
import { forgetSearch, rememberedSearch, rememberSearch } from './search-memory.ts'

const TYPING_MS = 300

export type Searching = ReturnType<typeof useSearch>

export function useSearch() {
  const [params, setParams] = useSearchParams<{ q: string; by: string }>()
  const [text, setText] = createSignal(params.q ?? '')
  const asked = () => params.q ?? ''
  const asking = useAskedSearch()
  /** The address follows a moment later: what was typed in between is not to be taken for something else asked. */
  let own = asked()
  const ask = (typed: string) => {
    if (typed === asked()) return
    own = typed
    setParams({ q: typed }, { replace: true })
  }
  const askSoon = (typed: string) => {
    const timer = setTimeout(() => ask(typed.trim()), TYPING_MS)
    onCleanup(() => clearTimeout(timer))
  }
  createEffect(on(text, askSoon, { defer: true }))
  createEffect(
    on(asked, (now) => {
      if (now !== own) setText(now)
      own = now
      asking.takeUp(now)
    }),
  )
  return {
    ...{ text, setText, asked, ...asking },
    byRoom: () => params.by === 'room',
    arrange: (by: 'time' | 'room') => setParams({ by: by === 'room' ? by : undefined }, { replace: true }),
  }
}

/** What a search still under way shows to: the page of now, if any. */
let onFound: ((question: string, findings: Findings) => void) | undefined

function useAskedSearch() {
  const [findings, setFindings] = createSignal<Findings>()
  const [refused, setRefused] = createSignal<unknown>()
  const [isBusy, setBusy] = createSignal(false)
  let question = ''
  let search: Search | undefined
  const follow = async (work: Promise<void>) => {
    const followed = search
    setBusy(true)
    setRefused(undefined)
    await work.catch((error: unknown) => followed === search && setRefused(error))
    if (followed === search) setBusy(false)
  }
  /** One that has said all is kept, to bring its next page when one comes back to it. */
  const leave = () => {
    const isUnfinished = isBusy() || findings()?.isLooking === true
    if (isUnfinished) search?.stop()
    if (isUnfinished) forgetSearch(question)
    search = undefined
    setBusy(false)
  }
  const begin = () => {
    search?.stop()
    const own = question
    search = searchPosts(own, (now) => {
      rememberSearch(own, { findings: now })
      onFound?.(own, now)
    })
    rememberSearch(own, { search })
    void follow(search.begun)
  }
  const takeUp = (now: string) => {
    leave()
    question = now
    const held = rememberedSearch(now)
    if (held?.search && held.findings) comeBack(held.search, held.findings)
    else if (isQuestion(now)) begin()
    else setFindings(undefined)
  }
  const comeBack = (held: Search, found: Findings) => {
    search = held
    setFindings(found)
    const refresh = (posts: Findings['posts']) => search === held && setFindings({ ...found, posts })
    void stillThere(found.posts).then(refresh)
  }
  onFound = (whose, now) => whose === question && setFindings(now)
  onCleanup(() => {
    leave()
    onFound = undefined
  })
  // What the device had is asked of the server as soon as there is one.
  createEffect(on(isLive, (live) => live && findings()?.where === 'device' && begin(), { defer: true }))
  return {
    ...{ findings, refused, isBusy, takeUp, again: begin },
    more: () => search && void follow(search.more()),
  }
}
