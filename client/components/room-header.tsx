// The room's name and what it is, with the two things one does to a room: follow it, see who is in it.

import { A } from '@solidjs/router'
import { createSignal, Show } from 'solid-js'
import { followRoom, unfollowRoom } from '../actions/rooms.ts'
import { language, t, tn } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import type { RoomItem } from '../state/rooms.ts'
import { Icon } from './icon.tsx'
import { Notice } from './notice.tsx'
import { PinnedButton } from './pinned-button.tsx'
import { showCard } from './room-sheet.ts'
import { privacyName, roomIcon, typeName } from './room-words.ts'
import { addInShown, rosterShown, showAddIn, showRoster } from './side-panes.ts'

export function RoomHeader(props: { room: RoomItem; count: number }) {
  return (
    <header class="room-header">
      <A href="/" class="icon-button only-narrow" aria-label={t('back')}>
        <Icon name="back" />
      </A>
      <div class="room-names">
        <h1 class="title">
          <button
            type="button"
            class="room-name"
            aria-haspopup="dialog"
            title={t('aboutRoom')}
            onClick={() => showCard(props.room)}
          >
            <Icon name={roomIcon(props.room)} />
            <bdi>{props.room.name}</bdi>
          </button>
        </h1>
        <p class="room-about">
          <span class="unseen">
            {privacyName(props.room.privacy)}, {typeName(props.room.type)}.{' '}
          </span>
          <span title={props.room.description}>
            {props.room.description || privacyName(props.room.privacy)}
          </span>
        </p>
      </div>
      <Show when={props.room.access === 'yes'}>
        <SearchLink name={props.room.name} />
      </Show>
      <PinnedButton room={props.room} />
      <Show when={props.room.access === 'yes'}>
        <FollowButton room={props.room} />
      </Show>
      <Show when={props.room.addIn}>{(addIn) => <AddInButton name={addIn().name} />}</Show>
      <button
        type="button"
        class="icon-button roster-button"
        aria-expanded={rosterShown()}
        data-tip={props.count > 0 ? tn('participants', props.count) : t('roster')}
        onClick={() => showRoster(!rosterShown())}
      >
        <Icon name="people" />
        <span class="unseen">{t(rosterShown() ? 'hidePeople' : 'showPeople')} </span>
        <Show when={props.count > 0}>
          <span class="roster-count">{props.count}</span>
        </Show>
      </button>
    </header>
  )
}

function SearchLink(props: { name: string }) {
  return (
    <A
      class="icon-button search-button"
      href={`/search?q=${encodeURIComponent(inRoom(props.name))}`}
      aria-label={t('searchInRoom')}
      data-tip={t('searchInRoom')}
    >
      <Icon name="search" />
    </A>
  )
}

/** As one would type it, with a space after it for the words. */
function inRoom(name: string): string {
  return `${language() === 'ru' ? 'в' : 'in'}:"${name.replaceAll('"', ' ')}" `
}

function AddInButton(props: { name: string }) {
  return (
    <button
      type="button"
      class="icon-button add-in-button"
      aria-expanded={addInShown()}
      aria-label={t(addInShown() ? 'closeAddIn' : 'openAddIn', { name: props.name })}
      data-tip={props.name}
      onClick={() => showAddIn(!addInShown())}
    >
      <Icon name="addIn" />
    </button>
  )
}

export function FollowButton(props: { room: { uri: string; followed: boolean } }) {
  const [refusal, setRefusal] = createSignal('')
  async function toggle(): Promise<void> {
    setRefusal('')
    try {
      await (props.room.followed ? unfollowRoom(props.room.uri) : followRoom(props.room.uri))
    } catch (refused) {
      setRefusal(refusalOf(refused))
    }
  }
  return (
    <span class="follow">
      <button
        type="button"
        class="button follow-button"
        data-size="small"
        data-look={props.room.followed ? undefined : 'main'}
        aria-pressed={props.room.followed}
        title={props.room.followed ? t('unfollow') : t('followThisRoom')}
        onClick={() => void toggle()}
      >
        <Icon name="follow" />
        <span>{props.room.followed ? t('following') : t('follow')}</span>
      </button>
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
    </span>
  )
}
