// Cuts a post's plain text into what is drawn: text, links, `code` and fenced blocks.
// Nothing here makes HTML; the drawing side makes text nodes only, so what people type stays what they typed.
// Each text is gone through a bounded number of times: what one person can post, everybody's browser has to draw.

export type Span = { span: 'text' | 'code'; text: string } | { span: 'link'; text: string; href: string }
export type Block = { block: 'text'; spans: Span[] } | { block: 'code'; text: string }

const OPENING_FENCE = /^```[^`]*$/
const CLOSING_FENCE = /^```[ \t\r]*$/
const INLINE = /`([^`\n]+)`|((?:https?:\/\/|mailto:)[^\s<>"`]+)/giu
const TRAILING = new Set(".,;:!?…'’”»*_")
const OPENING: Record<string, string> = { ')': '(', ']': '[', '}': '{' }
const SAFE = new Set(['http:', 'https:', 'mailto:'])
/** More than any language needs on a letter is there to be drawn over other people's posts, and slow to draw. */
const HEAP_OF_MARKS = /(\p{M}{8})\p{M}+/gu
/** Beyond what anyone writes, each piece is one more thing to draw: then the text is drawn as it was typed. */
const PIECES_MAX = 400
const BIG_EMOJI_MAX = 6
/** More than six of the longest, with spaces between. */
const FEW_EMOJI_CHARS = 200

export function blocksOf(typed: string): Block[] {
  const text = typed.replace(HEAP_OF_MARKS, '$1')
  const blocks = cutBlocks(text)
  const pieces = blocks.reduce((sum, block) => sum + (block.block === 'text' ? block.spans.length : 1), 0)
  return pieces <= PIECES_MAX ? blocks : [{ block: 'text', spans: [{ span: 'text', text }] }]
}

function cutBlocks(text: string): Block[] {
  const blocks: Block[] = []
  const lines = text.split('\n')
  const lastClosing = lines.findLastIndex((line) => CLOSING_FENCE.test(line))
  let from = 0
  for (let at = 0; at < lastClosing; at += 1) {
    if (!OPENING_FENCE.test(lines[at] ?? '')) continue
    let closing = at + 1
    while (!CLOSING_FENCE.test(lines[closing] ?? '')) closing += 1
    pushText(blocks, lines.slice(from, at).join('\n'))
    blocks.push({ block: 'code', text: lines.slice(at + 1, closing).join('\n') })
    from = closing + 1
    at = closing
  }
  pushText(blocks, lines.slice(from).join('\n'))
  return blocks
}

function pushText(blocks: Block[], text: string): void {
  const inner = text.replace(/^\n+|\n+$/g, '')
  if (inner.trim() !== '') blocks.push({ block: 'text', spans: spansOf(inner) })
}

export function spansOf(text: string): Span[] {
  const spans: Span[] = []
  let from = 0
  for (const found of text.matchAll(INLINE)) {
    const span = found[1] === undefined ? linkOf(found[0]) : { span: 'code' as const, text: found[1] }
    if (!span) continue
    if (found.index > from) spans.push({ span: 'text', text: text.slice(from, found.index) })
    spans.push(span)
    from = found.index + (span.span === 'link' ? span.text.length : found[0].length)
  }
  if (from < text.length) spans.push({ span: 'text', text: text.slice(from) })
  return spans
}

function linkOf(raw: string): Span | undefined {
  const text = withoutTail(raw)
  if (!URL.canParse(text)) return undefined
  const url = new URL(text)
  if (!SAFE.has(url.protocol) || (url.protocol === 'mailto:' && !url.pathname.includes('@'))) return undefined
  return { span: 'link', text, href: url.href }
}

/** A sentence's own full stop or bracket is not part of the address in it. */
function withoutTail(raw: string): string {
  const surplus = new Map(
    Object.entries(OPENING).map(([closing, opening]) => [closing, count(raw, closing) - count(raw, opening)]),
  )
  let end = raw.length
  for (; end > 0; end -= 1) {
    const last = raw.charAt(end - 1)
    const unmatched = surplus.get(last) ?? 0
    if (!TRAILING.has(last) && unmatched <= 0) break
    if (unmatched > 0) surplus.set(last, unmatched - 1)
  }
  return raw.slice(0, end)
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}

/** A few emoji and nothing else: drawn larger. */
export function isOnlyEmoji(text: string): boolean {
  if (text.length > FEW_EMOJI_CHARS) return false
  if (!/^(?:\p{RGI_Emoji}|\s)+$/v.test(text)) return false
  return (text.match(/\p{RGI_Emoji}/gv)?.length ?? 0) <= BIG_EMOJI_MAX
}
