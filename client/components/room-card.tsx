// The preview of a room: what it is, who is there, and what one may do with it — or why not.

import { useNavigate } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { guidOf } from '#shared/uri.ts'
import { type FoundRoom, followRoom, unfollowRoom } from '../actions/rooms.ts'
import { t, tn } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { Icon } from './icon.tsx'
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
      <dl class="card-facts">
        <div>
          <dt>{t('roomPrivacy')}</dt>
          <dd>
            <Icon name={props.room.privacy} />
            <span>
              <strong>{privacyName(props.room.privacy)}</strong> {privacyText(props.room.privacy)}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t('roomType')}</dt>
          <dd>
            <Icon name={roomIcon({ ...props.room, privacy: 'open' })} />
            <span>
              <strong>{typeName(props.room.type)}</strong> {typeText(props.room.type)}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t('peopleNow')}</dt>
          <dd>
            <Icon name="people" />
            {props.room.participantCount > 0
              ? tn('peopleShort', props.room.participantCount)
              : t('nobodyNow')}
          </dd>
        </div>
      </dl>
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <Show when={mayEnter()} fallback={<Notice>{t('membersOnly')}</Notice>}>
        <div class="sheet-actions">
          <button
            type="button"
            class="button"
            data-look={props.followed ? 'quiet' : undefined}
            onClick={() => void toggle()}
          >
            {props.followed ? t('unfollow') : t('followThisRoom')}
          </button>
          <button type="button" class="button" data-look="main" onClick={open}>
            {t('openRoom')}
          </button>
        </div>
      </Show>
    </Sheet>
  )
}
