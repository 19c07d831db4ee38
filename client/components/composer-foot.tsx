// The line under the composer. It always takes its room, so nothing jumps: a refusal, the size, how old the copy is, or a hint.

import { Match, Show, Switch } from 'solid-js'
import { moment } from '../i18n/dates.ts'
import { listText, t, tn } from '../i18n/language.ts'
import { clockNow } from '../state/connection.ts'
import type { RoomItem } from '../state/rooms.ts'
import { settings } from '../state/settings.ts'
import { typists } from '../state/typing.ts'
import { isLost } from './connection-text.ts'
import { Icon } from './icon.tsx'
import type { Size } from './post-size.ts'

export function ComposerFoot(props: { room: RoomItem; size: Size; refusal: string; isStory: boolean }) {
  return (
    <div class="composer-foot" id="composer-foot">
      <Switch>
        <Match when={props.refusal}>
          <span class="composer-refusal" role="alert">
            {props.refusal}
          </span>
        </Match>
        <Match when={props.size.over > 0}>
          <span class="composer-refusal" role="alert">
            {tn('bytesOver', props.size.over)}
          </span>
        </Match>
        <Match when={isLost()}>
          <Freshness upTo={props.room.savedUpTo} />
        </Match>
        <Match when={typingText(typists(props.room.guid))}>{(text) => <span>{text()}</span>}</Match>
        <Match when={!props.room.followed}>
          <span>{t('readPreview')}</span>
        </Match>
        <Match when={!isLost()}>
          <span class="composer-hint">
            {t(settings().enterSends && !props.isStory ? 'enterSendsHint' : 'ctrlEnterSendsHint')}
          </span>
        </Match>
      </Switch>
      <Show when={props.size.near && props.size.over === 0}>
        <span class="composer-size">{tn('bytesLeft', props.size.left)}</span>
      </Show>
    </div>
  )
}

const NAMED = 3

function typingText(names: readonly string[]): string {
  if (names.length === 0) return ''
  if (names.length > NAMED) return t('manyWriteHere')
  return t(names.length === 1 ? 'writesHere' : 'writeHere', { names: listText(names) })
}

function Freshness(props: { upTo: number | undefined }) {
  const copy = () =>
    props.upTo === undefined ? t('savedNothing') : t('savedUpTo', { time: moment(props.upTo, clockNow()) })
  return (
    <span class="composer-saved">
      <Icon name="archive" />
      {copy()} · {t('sendsLater')}
    </span>
  )
}
