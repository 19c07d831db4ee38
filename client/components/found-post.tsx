// One post that was found: who, where, when, and the piece of it with the words that were looked for.

import { A } from '@solidjs/router'
import { For, Show } from 'solid-js'
import type { FoundPost } from '../actions/search.ts'
import { fullTime, moment } from '../i18n/dates.ts'
import { clockNow } from '../state/connection.ts'
import { Avatar } from './avatar.tsx'
import { Icon } from './icon.tsx'
import '../styles/found-post.css'

export function FoundPostLink(props: {
  post: FoundPost
  showRoom: boolean
  isUnread?: boolean
  onChoose?: () => void
}) {
  return (
    <A
      class="found-post"
      href={`/rooms/${props.post.guid}/${props.post.seq}`}
      data-id={props.post.id}
      data-unread={props.isUnread ? '' : undefined}
      onClick={() => props.onChoose?.()}
    >
      <Avatar uri={props.post.author} name={props.post.authdisp} />
      <span class="found-post-by">
        <bdi class="found-post-author">{props.post.authdisp}</bdi>{' '}
        <Show when={props.showRoom}>
          <span class="found-post-room">
            <Icon name="open" />
            <bdi>{props.post.roomName}</bdi>
          </span>{' '}
        </Show>
        <time datetime={new Date(props.post.ts).toISOString()} title={fullTime(props.post.ts)}>
          {moment(props.post.ts, clockNow())}
        </time>
      </span>
      <Show when={props.post.title}>
        <span class="found-post-title">
          <Icon name="story" />
          {props.post.title}
        </span>
      </Show>
      <span class="found-post-text" dir="auto">
        <For each={props.post.snippet}>
          {({ text, hit }) => (
            <Show when={hit} fallback={text}>
              <mark>{text}</mark>
            </Show>
          )}
        </For>
      </span>
    </A>
  )
}
