// Where one stands in the results: kept while one reads a post, and taken up again on the way back.

import { createEffect, on, onCleanup, onMount } from 'solid-js'
import { rememberedSearch, rememberSearch } from './search-memory.ts'
import { focusFound } from './search-results.tsx'

/** @param asked the search that is on screen */
export function useScrolled(element: () => HTMLElement | undefined, asked: () => string): void {
  const body = () => element()?.closest('.page-body')
  const keep = () => rememberSearch(asked(), { scrolled: body()?.scrollTop ?? 0 })
  onMount(() => {
    const box = body()
    box?.addEventListener('scroll', keep, { passive: true })
    onCleanup(() => box?.removeEventListener('scroll', keep))
    const held = rememberedSearch(asked())
    // The results are drawn by then.
    if (held) requestAnimationFrame(() => comeBack(box, held))
  })
  createEffect(on(asked, () => body()?.scrollTo(0, 0), { defer: true }))
}

function comeBack(box: Element | null | undefined, held: { scrolled: number; chosen?: string }): void {
  box?.scrollTo(0, held.scrolled)
  if (held.chosen !== undefined) focusFound(held.chosen)
}
