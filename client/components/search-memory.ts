// The last searches with what they found and where one stood in it, for as long as the page lives: Back leads to the same
// results at the same place, without asking again.

import type { Findings, Search } from '../actions/search.ts'
import { myUri } from './known.ts'

export type Remembered = {
  /** It can bring the next page. */
  search?: Search
  findings?: Findings
  /** How far one had scrolled, and the post that one went to. */
  scrolled: number
  chosen?: string
}

const KEPT_MAX = 8
/** Another person at the same page begins with nothing. */
let owner = ''
const kept = new Map<string, Remembered>()

function mine(): Map<string, Remembered> {
  if (owner !== myUri()) kept.clear()
  owner = myUri()
  return kept
}

export function rememberedSearch(text: string): Remembered | undefined {
  return mine().get(text)
}

export function rememberSearch(text: string, change: Partial<Remembered>): void {
  const before = mine().get(text) ?? { scrolled: 0 }
  kept.delete(text)
  kept.set(text, { ...before, ...change })
  for (const oldest of [...kept.keys()].slice(0, -KEPT_MAX)) kept.delete(oldest)
}

export function forgetSearch(text: string): void {
  mine().delete(text)
}
