// The person's own corner: who I am, settings, shortcuts, sign out. The menu itself loads when it is first wanted.

import { createSignal, lazy, Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { ownState } from '../state/own-state.ts'
import { session } from '../state/session.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'
import { PresenceDot, STATE_WORDS } from './presence-dot.tsx'

const load = () => import('./own-menu-items.tsx').then((file) => ({ default: file.OwnMenuItems }))
const OwnMenuItems = lazy(load)

export function OwnMenu() {
  const [wanted, want] = createSignal(false)
  return (
    <Show when={wanted()} fallback={<Closed onWant={() => want(true)} />}>
      <OwnMenuItems>
        <Me />
      </OwnMenuItems>
    </Show>
  )
}

function Closed(props: { onWant: () => void }) {
  return (
    <button
      type="button"
      class="own-menu"
      aria-haspopup="menu"
      onPointerEnter={() => void load()}
      onFocus={() => void load()}
      onClick={() => props.onWant()}
    >
      <Me />
    </button>
  )
}

function Me() {
  const me = () => {
    const now = session()
    return now.state === 'signed-in' ? now.me : undefined
  }
  return (
    <Show when={me()}>
      {(person) => (
        <>
          <span class="faced">
            <Avatar uri={person().uri} name={person().displayName} small />
            <PresenceDot state={ownState()} silent />
          </span>
          <span class="own-name">
            <bdi>{person().displayName}</bdi>
            <span>{person().uri.replace('sip:', '')}</span>
          </span>
          <span class="unseen">
            , {t(STATE_WORDS[ownState()])}, {t('yourMenu')}
          </span>
          <Icon name="more" />
        </>
      )}
    </Show>
  )
}
