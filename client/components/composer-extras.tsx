// What the post being written is besides its words: what it answers, that it is important, that it is a story.

import { Show } from 'solid-js'
import { STORY_TITLE_CHARS } from '#shared/limits.ts'
import { t } from '../i18n/language.ts'
import { compose, composing } from '../state/composing.ts'
import { Icon } from './icon.tsx'
import { oneLine } from './quote.tsx'
import '../styles/composer-extras.css'

export function ComposerExtras(props: { guid: string; onLeft: () => void }) {
  const now = () => composing(props.guid)
  const leave = (what: 'reply' | 'alert' | 'story') => {
    compose(props.guid, ({ [what]: _, ...rest }) => rest)
    props.onLeft()
  }
  return (
    <>
      <Show when={now().reply}>
        {(reply) => (
          <div class="composer-extra">
            <Icon name="reply" />
            <p class="composer-extra-text">
              <strong>{t('replyingTo', { name: reply().authdisp })}</strong>{' '}
              <span dir="auto">{oneLine(reply().text)}</span>
            </p>
            <Leave label={t('stopReplying')} onPress={() => leave('reply')} />
          </div>
        )}
      </Show>
      <Show when={now().alert}>
        <div class="composer-extra" data-look="alert">
          <Icon name="alert" />
          <p class="composer-extra-text">
            <strong>{t('important')}</strong>
          </p>
          <Leave label={t('notImportant')} onPress={() => leave('alert')} />
        </div>
      </Show>
      <Show when={now().story}>
        {(story) => (
          <div class="composer-extra">
            <Icon name="story" />
            <input
              class="composer-title"
              type="text"
              dir="auto"
              autocomplete="off"
              maxlength={STORY_TITLE_CHARS}
              aria-label={t('storyTitle')}
              placeholder={t('storyTitle')}
              value={story().title}
              onInput={(event) => {
                const title = event.currentTarget.value
                compose(props.guid, (before) => ({ ...before, story: { title } }))
              }}
            />
            <Leave label={t('noStory')} onPress={() => leave('story')} />
          </div>
        )}
      </Show>
    </>
  )
}

function Leave(props: { label: string; onPress: () => void }) {
  return (
    <button
      type="button"
      class="icon-button composer-leave"
      aria-label={props.label}
      title={props.label}
      onClick={() => props.onPress()}
    >
      <Icon name="close" />
    </button>
  )
}
