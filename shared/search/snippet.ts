// The piece of a text to show for a result: around the first hit, with the hits marked, in the words of the author.

import type { Wanted } from './wanted.ts'
import { hitsIn } from './wanted.ts'

export type SnippetPart = { text: string; hit: boolean }

const SNIPPET_CHARS = 200
const BEFORE_FIRST_HIT = 60
const ELLIPSIS = '…'

export function snippetOf(wanted: Wanted, text: string): SnippetPart[] {
  const hits = hitsIn(wanted, text)
  const from = startBefore(text, hits[0]?.start ?? 0)
  const to = endAfter(text, from + SNIPPET_CHARS)
  const parts: SnippetPart[] = []
  let at = from
  for (const { start, end } of hits) {
    // Two words of one sign share their place.
    if (start < at || end > to) continue
    parts.push({ text: text.slice(at, start), hit: false }, { text: text.slice(start, end), hit: true })
    at = end
  }
  parts.push({ text: text.slice(at, to), hit: false })
  if (from > 0) parts.unshift({ text: ELLIPSIS, hit: false })
  if (to < text.length) parts.push({ text: ELLIPSIS, hit: false })
  return joined(parts)
}

/** Where a word begins, not far before the hit. */
function startBefore(text: string, hit: number): number {
  if (hit <= BEFORE_FIRST_HIT) return 0
  const earliest = hit - BEFORE_FIRST_HIT
  const space = text.slice(earliest, hit).search(/\s\S/)
  return space < 0 ? wholeSign(text, earliest) : earliest + space + 1
}

function endAfter(text: string, end: number): number {
  if (end >= text.length) return text.length
  const space = text.slice(0, end).search(/\s\S*$/)
  return space > end - BEFORE_FIRST_HIT ? space : wholeSign(text, end)
}

/** Not between the two halves of a character. */
function wholeSign(text: string, at: number): number {
  return text.slice(0, at).isWellFormed() ? at : at - 1
}

function joined(parts: SnippetPart[]): SnippetPart[] {
  const kept: SnippetPart[] = []
  for (const part of parts.filter(({ text }) => text !== '')) {
    const last = kept.at(-1)
    if (last && last.hit === part.hit) last.text += part.text
    else kept.push({ ...part })
  }
  return kept
}
