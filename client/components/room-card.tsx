// The preview of a room: what it is, who is there, and what one may do with it — or why not.

import { useNavigate } from '@solidjs/router'
import { createSignal, type JSX, Show } from 'solid-js'
import { guidOf } from '#shared/uri.ts'
import { type FoundRoom, followRoom, unfollowRoom } from '../actions/rooms.ts'
import { t, tn } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { Notice } from './notice.tsx'
import { privacyName, privacyText, roomIcon, typeName, typeText } from './room-words.ts'
import { Sheet } from './sheet.tsx'

export function RoomCard(props: {
  room: FoundRoom
  followed: boolean
  onFollowed: (now: boolean) => void
  onClose: () => void
}) {
  const navigate = useNavigate()
  const [refusal, setRefusal] = createSignal('')
  const mayEnter = () => props.room.permissions.includes('join')
  async function toggle(): Promise<void> {
    setRefusal('')
    const now = !props.followed
    try {
      await (now ? followRoom(props.room.uri) : unfollowRoom(props.room.uri))
      props.onFollowed(now)
    } catch (refused) {
      setRefusal(refusalOf(refused))
    }
  }
  const open = () => {
    // Read before closing, after which there is no room here any more.
    const link = `/rooms/${guidOf(props.room.uri)}`
    props.onClose()
    navigate(link)
  }
  return (
    <Sheet title={props.room.name} onClose={() => props.onClose()}>
      <Show when={props.room.description}>
        <p class="sheet-text">{props.room.description}</p>
      </Show>
      <Facts room={props.room} />
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <Show when={mayEnter()} fallback={<Notice>{t('membersOnly')}</Notice>}>
        <Choices followed={props.followed} onToggle={() => void toggle()} onOpen={open} />
      </Show>
    </Sheet>
  )
}

function Choices(props: { followed: boolean; onToggle: () => void; onOpen: () => void }) {
  return (
    <div class="sheet-actions">
      <button
        type="button"
        class="button"
        data-look={props.followed ? 'quiet' : undefined}
        onClick={() => props.onToggle()}
      >
        {props.followed ? t('unfollow') : t('followThisRoom')}
      </button>
      <button type="button" class="button" data-look="main" onClick={() => props.onOpen()}>
        {t('openRoom')}
      </button>
    </div>
  )
}

function Facts(props: { room: FoundRoom }) {
  const { privacy, type, participantCount } = props.room
  return (
    <dl class="card-facts">
      <Fact name={t('roomPrivacy')} icon={privacy}>
        <strong>{privacyName(privacy)}</strong> {privacyText(privacy)}
      </Fact>
      <Fact name={t('roomType')} icon={roomIcon({ type, privacy: 'open' })}>
        <strong>{typeName(type)}</strong> {typeText(type)}
      </Fact>
      <Fact name={t('peopleNow')} icon="people">
        {participantCount > 0 ? tn('peopleShort', participantCount) : t('nobodyNow')}
      </Fact>
    </dl>
  )
}

function Fact(props: { name: string; icon: IconName; children: JSX.Element }) {
  return (
    <div>
      <dt>{props.name}</dt>
      <dd>
        <Icon name={props.icon} />
        <span>{props.children}</span>
      </dd>
    </div>
  )
}
