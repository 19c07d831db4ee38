// What stands where a post was: who took it away, and what the administrator said instead. One's own removal can be
// called off here as long as it has not gone out.

import { Match, Switch } from 'solid-js'
import { type TextKey, t } from '../i18n/language.ts'
import type { TimelineRow } from '../state/timeline.ts'
import { Icon } from './icon.tsx'
import { callOff } from './post-acts.ts'
import { Time } from './post-frame.tsx'
import { PostText } from './post-text.tsx'

type Gone = Extract<TimelineRow, { row: 'tombstone' }>

const GONE: Record<Gone['gone'], TextKey> = {
  redacted: 'goneByAuthor',
  purged: 'gonePurgedByAdmin',
  withheld: 'goneWithheld',
  unlogged: 'goneUnlogged',
}

export function Tombstone(props: { gone: Gone }) {
  return (
    <article class="post tombstone" tabindex="-1">
      <Time ts={props.gone.ts} />
      <span class="tombstone-sign">
        <Icon name="trash" />
      </span>
      <Switch fallback={<p>{t(GONE[props.gone.gone])}</p>}>
        <Match when={props.gone.undo}>
          {(undo) => (
            <p>
              {t('goneByMe')}{' '}
              <button type="button" class="text-button" onClick={() => callOff(undo())}>
                {t('undo')}
              </button>
            </p>
          )}
        </Match>
        <Match when={props.gone.replacement}>
          {(text) => (
            <div class="post-body">
              <p>{t('goneReplaced')}</p>
              <PostText text={text()} />
            </div>
          )}
        </Match>
      </Switch>
    </article>
  )
}
