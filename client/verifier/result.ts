// What the check came to: the verdict first, then what is wrong, what is missing, and over what it was said.

import { element } from './dom.ts'
import type { Verdict } from './finding.ts'
import type { Language } from './languages.ts'
import type { Words } from './words.ts'

/** More of them would bury the rest. */
const CHECKPOINTS_SHOWN = 5

export function resultSection(verdict: Verdict, words: Words, language: Language): HTMLElement {
  const { state, findings, doubts, only } = verdict
  const { title, sentence } = words.states[state]
  return element(
    'section',
    { class: `result ${state.replace(' ', '-')}` },
    element('h2', {}, title),
    element('p', {}, sentence),
    ...list(words.findings, findings.map(words.finding)),
    ...list(words.doubts, doubts.map(words.doubt)),
    element(
      'ul',
      { class: 'facts' },
      ...factsOf(verdict, words, language).map((fact) => element('li', {}, fact)),
    ),
    ...(only === null
      ? []
      : [element('h3', {}, words.only), element('pre', { tabindex: '0' }, laidOut(only))]),
  )
}

function list(title: string, sentences: string[]): HTMLElement[] {
  if (sentences.length === 0) return []
  return [
    element('h3', {}, title),
    element('ul', {}, ...sentences.map((sentence) => element('li', {}, sentence))),
  ]
}

function factsOf(
  { events, from, to, gone, checkpoints }: Verdict,
  words: Words,
  language: Language,
): string[] {
  const { facts } = words
  const moment = new Intl.DateTimeFormat(language, { dateStyle: 'long', timeStyle: 'long', timeZone: 'UTC' })
  const signed = checkpoints
    .toReversed()
    .slice(0, CHECKPOINTS_SHOWN)
    .map(({ size, pool, kid, at }) => facts.signed(size, pool, kid, moment.format(at)))
  return [
    from === null || to === null ? facts.none : facts.events(events, from, to),
    ...(gone > 0 ? [facts.gone(gone)] : []),
    ...signed,
    ...(checkpoints.length > signed.length ? [facts.more(checkpoints.length - signed.length)] : []),
  ]
}

function laidOut(event: string): string {
  try {
    return JSON.stringify(JSON.parse(event), null, 2)
  } catch {
    return event
  }
}
