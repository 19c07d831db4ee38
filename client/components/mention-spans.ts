// Cuts the mentions of a post out of its plain spans, so that they can be drawn as what they name. Only what the post
// itself says it mentions is drawn so, whatever else its text looks like.

import { EVERYBODY, type Known, type Mention, placesOf } from './mentions.ts'
import type { Block, Span } from './text-tokens.ts'

export type MentionSpan =
  | { span: 'person'; text: string; uri: string }
  | { span: 'everybody'; text: string }
  | { span: 'room'; text: string; uri: string }
export type RichSpan = Span | MentionSpan
export type RichBlock = { block: 'text'; spans: RichSpan[] } | Extract<Block, { block: 'code' }>

const MENTIONS_DRAWN_MAX = 100

export function withMentions(
  blocks: readonly Block[],
  mentions: readonly string[] | undefined,
  known: Known,
): RichBlock[] {
  if (mentions === undefined || mentions.length === 0) return [...blocks]
  const said = new Set(mentions)
  let left = MENTIONS_DRAWN_MAX
  const cut = (span: Span): RichSpan[] => {
    if (span.span !== 'text') return [span]
    const places = placesOf(span.text, known).filter((place) => said.has(nameOf(place)))
    const drawn = places.slice(0, left)
    left -= drawn.length
    return cutAt(span.text, drawn)
  }
  return blocks.map((block) =>
    block.block === 'text' ? { ...block, spans: block.spans.flatMap(cut) } : block,
  )
}

function nameOf(place: Mention): string {
  return place.mention === 'everybody' ? EVERYBODY : place.uri
}

function cutAt(text: string, places: readonly Mention[]): RichSpan[] {
  const spans: RichSpan[] = []
  let from = 0
  for (const place of places) {
    if (place.from > from) spans.push({ span: 'text', text: text.slice(from, place.from) })
    spans.push(spanOf(place, text.slice(place.from, place.to)))
    from = place.to
  }
  if (from < text.length) spans.push({ span: 'text', text: text.slice(from) })
  return spans
}

function spanOf(place: Mention, text: string): MentionSpan {
  if (place.mention === 'everybody') return { span: 'everybody', text }
  return { span: place.mention, text, uri: place.uri }
}
