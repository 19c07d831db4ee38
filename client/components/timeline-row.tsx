// One row of the timeline with whatever begins above it: the room, a day, the unread.
// Screen readers hear author, text, time, in that order, on every post; eyes see the author once per group.

import { createMemo, type JSX, Match, Show, Switch } from 'solid-js'
import { dayName, dayOf, fullTime, timeOf } from '../i18n/dates.ts'
import { type TextKey, t, tn } from '../i18n/language.ts'
import { clockNow } from '../state/connection.ts'
import type { TimelineRow as Row } from '../state/timeline.ts'
import { Avatar } from './avatar.tsx'
import { GapButton } from './gap-button.tsx'
import { Icon } from './icon.tsx'
import { PendingPost } from './pending-post.tsx'
import { PostText } from './post-text.tsx'
import type { TimelineItem } from './timeline-items.ts'
import '../styles/timeline-row.css'

type PostRow = Extract<Row, { row: 'post' }>

const GONE: Record<Extract<Row, { row: 'tombstone' }>['gone'], TextKey> = {
  redacted: 'goneRedacted',
  purged: 'gonePurged',
  withheld: 'goneWithheld',
  unlogged: 'goneUnlogged',
}

export function TimelineRow(props: { item: TimelineItem; room: { guid: string; name: string } }) {
  const row = props.item.row
  return (
    <div class="row" data-key={row.key} data-lead={props.item.lead ? '' : undefined}>
      <Above item={props.item} room={props.room.name} />
      <Switch>
        <Match when={row.row === 'post' && row}>
          {(post) => <Post post={post()} lead={props.item.lead} />}
        </Match>
        <Match when={row.row === 'pending' && row}>
          {(pending) => <PendingPost post={pending()} lead={props.item.lead} />}
        </Match>
        <Match when={row.row === 'gap' && row}>
          {(gap) => <GapButton gap={gap()} guid={props.room.guid} />}
        </Match>
        <Match when={row.row === 'tombstone' && row}>
          {(gone) => (
            <article class="post tombstone" tabindex="-1">
              <Time ts={gone().ts} />
              <p>{t(GONE[gone().gone])}</p>
            </article>
          )}
        </Match>
      </Switch>
    </div>
  )
}

function Above(props: { item: TimelineItem; room: string }) {
  const today = createMemo(() => dayOf(clockNow()))
  return (
    <>
      <Show when={props.item.begins}>
        <p class="log-begins title">{t('historyStart', { room: props.room })}</p>
      </Show>
      <Show when={props.item.day}>
        {(day) => (
          <h2 class="day">
            <span>{dayName(day(), today())}</span>
          </h2>
        )}
      </Show>
      <Show when={props.item.unread}>
        {(count) => (
          <h2 class="unread-line">
            <span>{tn('newPosts', count())}</span>
          </h2>
        )}
      </Show>
    </>
  )
}

function Post(props: { post: PostRow; lead: boolean }) {
  return (
    <PostFrame
      id={props.post.key}
      lead={props.lead}
      author={{ uri: props.post.author, name: props.post.authdisp }}
      ts={props.post.ts}
    >
      <Show when={props.post.alert}>
        <span class="post-alert">
          <Icon name="alert" />
          {t('alertPost')}
        </span>
      </Show>
      <div id={`x-${props.post.key}`}>
        <PostText text={props.post.text} />
      </div>
    </PostFrame>
  )
}

/** Face, name, time and text in their places; pending posts use it too. */
export function PostFrame(props: {
  id: string
  lead: boolean
  author: { uri: string; name: string }
  ts: number
  children: JSX.Element
  state?: string
}) {
  return (
    <article
      class="post"
      tabindex="-1"
      data-state={props.state}
      aria-labelledby={`a-${props.id} x-${props.id} t-${props.id}`}
    >
      <Show
        when={props.lead}
        fallback={
          <>
            <span class="unseen" id={`a-${props.id}`}>
              {props.author.name}
            </span>
            <Time ts={props.ts} id={`t-${props.id}`} />
          </>
        }
      >
        <Avatar uri={props.author.uri} name={props.author.name} />
        <p class="post-by">
          <bdi id={`a-${props.id}`}>{props.author.name}</bdi>
          <Time ts={props.ts} id={`t-${props.id}`} />
        </p>
      </Show>
      <div class="post-body">{props.children}</div>
    </article>
  )
}

export function Time(props: { ts: number; id?: string }) {
  return (
    <time
      class="post-time"
      id={props.id}
      datetime={new Date(props.ts).toISOString()}
      title={fullTime(props.ts)}
    >
      {timeOf(props.ts)}
    </time>
  )
}
