// One row of the timeline with whatever begins above it: the room, a day, the unread.

import { createMemo, Match, Show, Switch } from 'solid-js'
import { dayName, dayOf } from '../i18n/dates.ts'
import { type TextKey, t, tn } from '../i18n/language.ts'
import { clockNow } from '../state/connection.ts'
import type { TimelineRow as Row } from '../state/timeline.ts'
import { GapButton } from './gap-button.tsx'
import { Icon } from './icon.tsx'
import { PendingPost } from './pending-post.tsx'
import { PostFrame, Time } from './post-frame.tsx'
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
