// The language on screens before sign-in; each named in itself.

import { For } from 'solid-js'
import { changeSettings } from '../actions/settings.ts'
import { LANGUAGE_NAMES, type Language, language, t } from '../i18n/language.ts'
import '../styles/language-switch.css'

const LANGUAGES: Language[] = ['en', 'ru']

export function LanguageSwitch() {
  return (
    <fieldset class="languages" aria-label={t('language')}>
      <For each={LANGUAGES}>
        {(each) => (
          <button
            type="button"
            lang={each}
            aria-pressed={language() === each}
            onClick={() => void changeSettings({ language: each })}
          >
            {LANGUAGE_NAMES[each]}
          </button>
        )}
      </For>
    </fieldset>
  )
}
