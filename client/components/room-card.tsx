// A room's card: what it is, who belongs to it, and what one may do with it — or why not, and whom to ask.
// What is known is drawn at once; the people come from the server when it can be asked.

import { useLocation, useNavigate } from '@solidjs/router'
import { createSignal, type JSX, Show } from 'solid-js'
import { guidOf } from '#shared/uri.ts'
import type { RoomCard as Card } from '../actions/managing.ts'
import { followRoom, unfollowRoom } from '../actions/rooms.ts'
import { t, tn } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { useRoom } from '../state/rooms.ts'
import { CardLists } from './card-lists.tsx'
import { isLive } from './connection-text.ts'
import { CopyLink } from './copy-link.tsx'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { Notice } from './notice.tsx'
import { closeRoomSheet, type KnownRoom, setRoomSheet } from './room-sheet.ts'
import { privacyName, privacyText, roomIcon, typeName, typeText } from './room-words.ts'
import { Sheet } from './sheet.tsx'
import { useCard } from './use-card.ts'
import { reasonAgainst, WhyNot } from './why-not.tsx'
import '../styles/room-card.css'

export function RoomCard(props: { room: KnownRoom }) {
  const guid = () => guidOf(props.room.uri)
  const held = useRoom(guid)
  const { card, refused } = useCard(guid)
  /** The server's word where there is one; a room may have changed since it was found. */
  const room = (): KnownRoom => ({ ...props.room, ...card() })
  const mayEnter = () => room().permissions.includes('join')
  return (
    <Sheet title={room().name} onClose={closeRoomSheet}>
      <Show when={room().description}>
        <p class="sheet-text card-about">{room().description}</p>
      </Show>
      <Tools room={room()} card={card()} />
      <Show when={card()?.disabled}>
        <Notice look="danger">{t('disabledRoom')}</Notice>
      </Show>
      {/* Of a room that the server does not show, no reason is made up. */}
      <Show when={!card()?.disabled && !(refused() && isLive())}>
        <WhyNot wish="join" room={room()} card={card()} />
        <Show when={mayEnter()}>
          <WhyNot wish="chat" room={room()} card={card()} />
        </Show>
      </Show>
      <Facts room={room()} card={card()} />
      <CardLists card={card()} refused={refused()} />
      <Show when={card()?.editable === false && reasonAgainst('manage', room(), card())}>
        <details class="card-why">
          <summary>{t('whyNotManage')}</summary>
          <WhyNot wish="manage" room={room()} card={card()} />
        </details>
      </Show>
      <CardActions room={room()} followed={held()?.followed ?? false} mayEnter={mayEnter()} />
    </Sheet>
  )
}

function CardActions(props: { room: KnownRoom; followed: boolean; mayEnter: boolean }) {
  const navigate = useNavigate()
  const location = useLocation()
  const [refusal, setRefusal] = createSignal('')
  async function toggle(): Promise<void> {
    setRefusal('')
    try {
      await (props.followed ? unfollowRoom(props.room.uri) : followRoom(props.room.uri))
    } catch (refused) {
      setRefusal(refusalOf(refused))
    }
  }
  const path = () => `/rooms/${guidOf(props.room.uri)}`
  const open = () => {
    // Read before closing, after which there is no room here any more.
    const there = path()
    closeRoomSheet()
    navigate(there)
  }
  return (
    <>
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <div class="sheet-actions">
        <Show when={props.mayEnter}>
          <button
            type="button"
            class="button"
            data-look={props.followed ? 'quiet' : undefined}
            onClick={() => void toggle()}
          >
            {props.followed ? t('unfollow') : t('followThisRoom')}
          </button>
          <Show when={location.pathname !== path()}>
            <button type="button" class="button" data-look="main" onClick={open}>
              {t('openRoom')}
            </button>
          </Show>
        </Show>
      </div>
    </>
  )
}

function Tools(props: { room: KnownRoom; card: Card | undefined }) {
  const guid = () => guidOf(props.room.uri)
  return (
    <div class="card-tools">
      <CopyLink path={`/rooms/${guid()}`} />
      <Show when={props.card?.editable}>
        <button
          type="button"
          class="button"
          data-size="small"
          onClick={() => setRoomSheet({ show: 'edit', guid: guid(), name: props.room.name })}
        >
          <Icon name="edit" />
          {t('editThisRoom')}
        </button>
      </Show>
    </div>
  )
}

function Facts(props: { room: KnownRoom; card: Card | undefined }) {
  return (
    <dl class="card-facts">
      <Fact name={t('roomPrivacy')} icon={props.room.privacy}>
        <strong>{privacyName(props.room.privacy)}</strong> {privacyText(props.room.privacy)}
      </Fact>
      <Fact name={t('roomType')} icon={roomIcon({ type: props.room.type, privacy: 'open' })}>
        <strong>{typeName(props.room.type)}</strong> {typeText(props.room.type)}
      </Fact>
      <Show when={props.room.participantCount}>
        {(count) => (
          <Fact name={t('peopleNow')} icon="people">
            {tn('peopleShort', count())}
          </Fact>
        )}
      </Show>
      <Show when={props.card}>
        {(card) => (
          <Fact name={t('roomCategory')} icon="archive">
            <bdi>{card().category.name}</bdi>
          </Fact>
        )}
      </Show>
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
