// A room that cannot be shown: not saved here, not there at all, or there and not for this person — then why, and whom to ask.

import { A } from '@solidjs/router'
import { Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { isLive } from './connection-text.ts'
import { EmptyState } from './empty-state.tsx'
import { type KnownRoom, showCard } from './room-sheet.ts'
import { useCard } from './use-card.ts'
import { reasonAgainst, whomToAsk } from './why-not.tsx'

export function AbsentRoom(props: { guid: string; refused: boolean }) {
  return (
    <Show
      when={props.refused}
      fallback={
        <div class="room-wait" role="status">
          <span class="spinner" />
          <span class="unseen">{t('loading')}</span>
        </div>
      }
    >
      <Show
        when={isLive()}
        fallback={<Nothing icon="cloudOff" title="roomNotSaved" text="roomNotSavedText" />}
      >
        <Refused guid={props.guid} />
      </Show>
    </Show>
  )
}

function Refused(props: { guid: string }) {
  const { card } = useCard(() => props.guid)
  return (
    <Show when={card()} fallback={<Nothing icon="secret" title="roomNotHere" text="roomNotHereText" />}>
      {(found) => <NotForMe room={found()} text={`${whyNot(found())} ${whomToAsk(found())}`} />}
    </Show>
  )

  function whyNot(found: NonNullable<ReturnType<typeof card>>): string {
    return found.disabled ? t('disabledRoom') : (reasonAgainst('join', found, found) ?? '')
  }
}

function NotForMe(props: { room: KnownRoom; text: string }) {
  return (
    <EmptyState alone icon="closed" title={props.room.name} text={props.text}>
      <button type="button" class="button" data-look="main" onClick={() => showCard(props.room)}>
        {t('aboutRoom')}
      </button>
      <A class="button" href="/">
        {t('toYourRooms')}
      </A>
    </EmptyState>
  )
}

function Nothing(props: {
  icon: 'secret' | 'cloudOff'
  title: 'roomNotSaved' | 'roomNotHere'
  text: 'roomNotSavedText' | 'roomNotHereText'
}) {
  return (
    <EmptyState alone icon={props.icon} title={t(props.title)} text={t(props.text)}>
      <A class="button" href="/">
        {t('toYourRooms')}
      </A>
    </EmptyState>
  )
}
