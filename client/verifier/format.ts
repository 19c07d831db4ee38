// The format in plain words.

import { element, sentence } from './dom.ts'
import type { Words } from './words.ts'

export function formatSection({ format }: Words): HTMLElement {
  return element(
    'section',
    { class: 'format' },
    element('h2', {}, format.title),
    ...format.chapters.flatMap(({ title, sentences, code }) => [
      element('h3', {}, title),
      ...sentences.map((text) => sentence('p', text)),
      // Wider than a phone: it is scrolled, by keyboard too.
      ...(code === undefined
        ? []
        : [element('pre', { tabindex: '0', role: 'region', 'aria-label': title }, code)]),
    ]),
  )
}
