// The page: it asks for keys, checkpoints and files, and says what they come to. Everything is drawn anew when the language changes;
// what was given stays.

import { element, sentence } from './dom.ts'
import type { Verdict } from './finding.ts'
import { formSection, type Given } from './form.ts'
import { formatSection } from './format.ts'
import { LANGUAGES, type Language, preferredLanguage } from './languages.ts'
import { resultSection } from './result.ts'

type State = { language: Language; given: Given; verdict: Verdict | undefined }

const state: State = {
  language: preferredLanguage(),
  given: { keys: '', kept: '', pasted: '', files: [] },
  verdict: undefined,
}

function draw(): void {
  const words = LANGUAGES[state.language]
  document.documentElement.lang = state.language
  document.title = `${words.title} · Backchat`
  const change = element('button', { type: 'button', class: 'language' }, words.otherLanguage)
  change.addEventListener('click', () => {
    state.language = state.language === 'en' ? 'ru' : 'en'
    draw()
    document.querySelector<HTMLElement>('.language')?.focus()
  })
  const result = element('div', { id: 'result', role: 'status', tabindex: '-1' })
  const show = () => {
    const { verdict } = state
    result.replaceChildren(...(verdict ? [resultSection(verdict, words, state.language)] : []))
  }
  const form = formSection(words, state.given, (verdict) => {
    state.verdict = verdict
    show()
    if (verdict) result.focus()
  })
  show()
  document
    .querySelector('main')
    ?.replaceChildren(
      element('header', {}, element('h1', {}, words.title), change),
      ...words.lead.map((text) => sentence('p', text)),
      form,
      result,
      formatSection(words),
    )
}

draw()
