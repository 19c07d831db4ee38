// What a post answers, in one line above it. Pressing it goes there, also where it is far back.

import { Match, Switch } from 'solid-js'
import { t } from '../i18n/language.ts'
import type { PostLine } from '../state/timeline-rows.ts'
import { jumpTo, jumpToNamed } from './aim.ts'
import { Icon } from './icon.tsx'
import '../styles/quote.css'

type Answered = NonNullable<PostLine['replyTo']>

export function Quote(props: { guid: string; answered: Answered }) {
  return (
    <Switch fallback={<NotHere {...props} />}>
      <Match when={props.answered.quote}>
        {(quote) => (
          <button
            type="button"
            class="quote"
            title={t('goToQuoted', { name: quote().authdisp })}
            onClick={() => void jumpTo({ guid: props.guid, seq: quote().seq })}
          >
            <Icon name="reply" />
            <bdi class="quote-by">{quote().authdisp}</bdi>
            <span class="quote-text" dir="auto">
              {oneLine(quote().story?.title ?? quote().text)}
            </span>
          </button>
        )}
      </Match>
      <Match when={props.answered.gone}>
        <p class="quote" data-gone="">
          <Icon name="reply" />
          <span class="quote-text">{t('quotedGone')}</span>
        </p>
      </Match>
    </Switch>
  )
}

/** It lies further back than this device holds. */
function NotHere(props: { guid: string; answered: Answered }) {
  const { device, id } = props.answered
  return (
    <button type="button" class="quote" onClick={() => void jumpToNamed(props.guid, { device, id })}>
      <Icon name="reply" />
      <span class="quote-text">{t('quotedNotHere')}</span>
    </button>
  )
}

const LINE_CHARS = 200

export function oneLine(text: string): string {
  return text.slice(0, LINE_CHARS).replace(/\s+/g, ' ')
}
