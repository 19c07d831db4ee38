// The room's log on screen. Only rows near the view are in the page; while one reads further up, nothing moves;
// at the end it stays at the end.

import { createMemo, createSignal, onCleanup, onMount, Show } from 'solid-js'
import { Virtualizer } from 'virtua/solid'
import { markRead } from '../actions/reading.ts'
import { loadOlder } from '../actions/rooms.ts'
import { dayOf, moment } from '../i18n/dates.ts'
import { t, tn } from '../i18n/language.ts'
import { clockNow } from '../state/connection.ts'
import type { RoomItem } from '../state/rooms.ts'
import type { Timeline as TimelineState } from '../state/timeline.ts'
import { EmptyState } from './empty-state.tsx'
import { Icon } from './icon.tsx'
import { useReadWatch } from './read-watch.ts'
import { useRoving } from './roving.ts'
import { useScrolling } from './scrolling.ts'
import { layOut, type TimelineItem } from './timeline-items.ts'
import { TimelineRow } from './timeline-row.tsx'
import { newestPost, unreadOnOpen } from './unread.ts'
import '../styles/timeline.css'

export function Timeline(props: { room: RoomItem; timeline: TimelineState }) {
  const [divided, setDivided] = createSignal(true)
  const unread = unreadOnOpen(() => props.timeline, props.room.unread)
  let before: ReadonlyMap<string, TimelineItem> = new Map()
  const items = createMemo(() => {
    const { rows, start } = props.timeline
    const layout = { unread: divided() ? unread() : undefined, startReached: start === 'reached', dayOf }
    const laid = layOut(rows, layout, before)
    before = new Map(laid.map((item) => [item.row.key, item]))
    return laid
  })
  const scrolling = useScrolling({
    guid: props.room.guid,
    items,
    mayLoadOlder: () => props.timeline.start === 'unknown' && !props.timeline.loadingOlder,
    // Without network there is no older page to have; the list says where the copy begins by ending there.
    loadOlder: () => void loadOlder(props.room.guid).catch(() => undefined),
  })
  const newest = createMemo(() => newestPost(props.timeline.rows))
  const [marked, setMarked] = createSignal(props.timeline.markerOnOpen)
  useReadWatch({
    newest,
    read: marked,
    inView: scrolling.newestInView,
    markRead: (seq) => {
      setMarked(seq)
      void markRead(props.room.guid, seq).catch(() => undefined)
    },
  })
  const clearDivider = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented && unread()) setDivided(false)
  }
  onMount(() => window.addEventListener('keydown', clearDivider))
  onCleanup(() => window.removeEventListener('keydown', clearDivider))
  const roving = useRoving({ items, handle: scrolling.handle, log: scrolling.element })
  return (
    <div class="log-frame">
      <div
        class="log"
        role="log"
        aria-live="off"
        aria-label={t('messages', { room: props.room.name })}
        data-region="log"
        tabindex="0"
        ref={scrolling.setElement}
        onKeyDown={roving}
      >
        <div class="log-rest">
          <Show when={items().length === 0 && props.timeline.start === 'reached'}>
            <EmptyState
              icon={props.room.mayChat ? 'edit' : 'eye'}
              title={t('roomEmpty')}
              text={t(props.room.mayChat ? 'roomEmptyText' : 'roomEmptyReadText')}
            />
          </Show>
        </div>
        <Show when={scrolling.element()}>
          {(element) => (
            <Virtualizer
              data={items()}
              scrollRef={element()}
              shift={scrolling.shift()}
              bufferSize={400}
              ref={scrolling.setHandle}
              onScroll={scrolling.onScroll}
              onResize={scrolling.onResize}
            >
              {(item) => <TimelineRow item={item} room={props.room} />}
            </Virtualizer>
          )}
        </Show>
        <div class="log-end" />
      </div>
      <Show when={props.timeline.loadingOlder}>
        <p class="log-loading" role="status">
          <span class="spinner" />
          <span class="unseen">{t('loadingOlder')}</span>
        </p>
      </Show>
      <Show when={divided() && unread()}>
        {(first) => (
          <Show when={scrolling.isAbove((item) => item.unread !== undefined)}>
            <button
              type="button"
              class="log-jump log-jump-up"
              onClick={() => scrolling.goTo((item) => item.unread !== undefined)}
            >
              <Icon name="up" />
              {tn('jumpToFirstUnread', first().count, { time: moment(first().ts, clockNow()) })}
            </button>
          </Show>
        )}
      </Show>
      <Show when={!scrolling.atEnd()}>
        <button type="button" class="log-jump log-jump-down" onClick={() => scrolling.goToEnd()}>
          <Icon name="down" />
          {scrolling.arrived() > 0 ? tn('newPosts', scrolling.arrived()) : t('jumpToNewest')}
        </button>
      </Show>
    </div>
  )
}
