// One row of the timeline with whatever begins above it: the room, a day, the unread.

import { createMemo, Match, Show, Switch } from 'solid-js'
import { dayName, dayOf } from '../i18n/dates.ts'
import { t, tn } from '../i18n/language.ts'
import { clockNow } from '../state/connection.ts'
import { GapButton } from './gap-button.tsx'
import { PendingPost } from './pending-post.tsx'
import { Post, type RowRoom } from './post.tsx'
import { setReadingSheet } from './reading-sheet.ts'
import type { TimelineItem } from './timeline-items.ts'
import { Tombstone } from './tombstone.tsx'
import '../styles/timeline-row.css'
import '../styles/post.css'

export function TimelineRow(props: { item: TimelineItem; room: RowRoom }) {
  const row = props.item.row
  return (
    <div class="row" data-key={row.key} data-lead={props.item.lead ? '' : undefined}>
      <Above item={props.item} room={props.room} />
      <Switch>
        <Match when={row.row === 'post' && row}>
          {(post) => <Post post={post()} lead={props.item.lead} room={props.room} />}
        </Match>
        <Match when={row.row === 'pending' && row}>
          {(pending) => <PendingPost post={pending()} lead={props.item.lead} guid={props.room.guid} />}
        </Match>
        <Match when={row.row === 'gap' && row}>
          {(gap) => <GapButton gap={gap()} guid={props.room.guid} />}
        </Match>
        <Match when={row.row === 'tombstone' && row}>{(gone) => <Tombstone gone={gone()} />}</Match>
      </Switch>
    </div>
  )
}

function Above(props: { item: TimelineItem; room: RowRoom }) {
  const today = createMemo(() => dayOf(clockNow()))
  return (
    <>
      <Show when={props.item.begins}>
        <p class="log-begins title">{t('historyStart', { room: props.room.name })}</p>
      </Show>
      <Show when={props.item.day}>
        {(day) => (
          <h2 class="day">
            <button
              type="button"
              aria-label={t('goFromDay', { day: dayName(day(), today()) })}
              onClick={() => setReadingSheet({ show: 'date', guid: props.room.guid, day: day() })}
            >
              {dayName(day(), today())}
            </button>
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
