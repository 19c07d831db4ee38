// Marks the words that were looked for, in the post that was found. The browser draws the marks over the text, so the
// post itself stays as it is, and rows that come and go with scrolling are marked again.

import { onCleanup, onMount } from 'solid-js'
import { criteriaOf, parseQuery } from '#shared/search/query.ts'
import { hitsIn, type Wanted, wantedOf } from '#shared/search/wanted.ts'
import { unfold } from './folded.tsx'
import type { Sought } from './sought.ts'
import '../styles/found-words.css'

const NAME = 'found-words'

export function FoundWords(props: { sought: Sought }) {
  // Older browsers show the post, and mark nothing in it.
  if (typeof Highlight === 'undefined') return null
  const wanted = wantedOf({ criteria: criteriaOf(parseQuery(props.sought.text)) })
  const row = `[data-key='${CSS.escape(props.sought.id)}'] [id^='x-']`
  let isInView = false
  const mark = () => {
    const words = [...document.querySelectorAll(row)].flatMap((text) => rangesIn(text, wanted))
    CSS.highlights.set(NAME, new Highlight(...words))
    if (isInView || words.length === 0) return
    isInView = true
    words[0]?.startContainer.parentElement?.scrollIntoView({ block: 'nearest' })
  }
  const watching = new MutationObserver(mark)
  onMount(() => {
    unfold(props.sought.id)
    watching.observe(document.getElementById('place') ?? document.body, { childList: true, subtree: true })
    mark()
  })
  onCleanup(() => {
    watching.disconnect()
    CSS.highlights.delete(NAME)
  })
  return null
}

function rangesIn(element: Element, wanted: Wanted): Range[] {
  const ranges: Range[] = []
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode())
    for (const { start, end } of hitsIn(wanted, node.nodeValue ?? '')) {
      const range = new Range()
      range.setStart(node, start)
      range.setEnd(node, end)
      ranges.push(range)
    }
  return ranges
}
