// How a search is narrowed down, by examples that can be taken over.

import { For } from 'solid-js'
import { t } from '../i18n/language.ts'
import '../styles/search-help.css'

const EXAMPLES = [
  ['exampleFrom', 'exampleFromText'],
  ['exampleIn', 'exampleInText'],
  ['exampleAfter', 'exampleAfterText'],
  ['exampleBefore', 'exampleBeforeText'],
  ['exampleHas', 'exampleHasText'],
  ['exampleQuotes', 'exampleQuotesText'],
] as const

export function SearchHelp() {
  return (
    <dl class="search-help">
      <For each={EXAMPLES}>
        {([example, text]) => (
          <div>
            <dt>
              <code>{t(example)}</code>
            </dt>
            <dd>{t(text)}</dd>
          </div>
        )}
      </For>
    </dl>
  )
}
