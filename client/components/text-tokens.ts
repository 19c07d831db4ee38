// Cuts a post's plain text into what is drawn: text, links, `code` and fenced blocks.
// Nothing here makes HTML; the drawing side makes text nodes only, so what people type stays what they typed.

export type Span = { span: 'text' | 'code'; text: string } | { span: 'link'; text: string; href: string }
export type Block = { block: 'text'; spans: Span[] } | { block: 'code'; text: string }

const FENCED = /^```[^\n`]*\n([\s\S]*?)\n?^```[ \t]*$\n?/gm
const INLINE = /`([^`\n]+)`|((?:https?:\/\/|mailto:)[^\s<>"`]+)/giu
const TRAILING = /[.,;:!?…'’”»*_]+$/u
const SAFE = new Set(['http:', 'https:', 'mailto:'])
const BIG_EMOJI_MAX = 6

export function blocksOf(text: string): Block[] {
  const blocks: Block[] = []
  let from = 0
  for (const fence of text.matchAll(FENCED)) {
    pushText(blocks, text.slice(from, fence.index))
    blocks.push({ block: 'code', text: fence[1] ?? '' })
    from = fence.index + fence[0].length
  }
  pushText(blocks, text.slice(from))
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
  let text = raw.replace(TRAILING, '')
  for (const [opening, closing] of ['()', '[]', '{}']) {
    if (closing === undefined || opening === undefined) continue
    while (text.endsWith(closing) && count(text, closing) > count(text, opening)) {
      text = text.slice(0, -1).replace(TRAILING, '')
    }
  }
  return text
}

function count(text: string, sign: string): number {
  return text.split(sign).length - 1
}

/** A few emoji and nothing else: drawn larger. */
export function isOnlyEmoji(text: string): boolean {
  if (!/^(?:\p{RGI_Emoji}|\s)+$/v.test(text)) return false
  return (text.match(/\p{RGI_Emoji}/gv)?.length ?? 0) <= BIG_EMOJI_MAX
}
