// The room's log on screen. Only rows near the view are in the page; while one reads further up, nothing moves;
// at the end it stays at the end.

import { type Accessor, createMemo, createSignal, onCleanup, onMount, Show } from 'solid-js'
import { Virtualizer } from 'virtua/solid'
import { markRead } from '../actions/reading.ts'
import {
  goToNewest,
  leaveAtNewest,
  letGoNewer,
  letGoOlder,
  loadNewer,
  loadOlder,
} from '../actions/reading-place.ts'
import { dayOf } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import type { RoomItem } from '../state/rooms.ts'
import type { Timeline as TimelineState } from '../state/timeline.ts'
import { activation } from './active-post.ts'
import { DayChip } from './day-chip.tsx'
import { EmptyState } from './empty-state.tsx'
import { JumpDown, JumpUp } from './jumps.tsx'
import { postKeys } from './post-keys.ts'
import { useReadWatch } from './read-watch.ts'
import { useRoving } from './roving.ts'
import { isNewestInView, type Scrolled, useScrolling } from './scrolling.ts'
import { layOut, type TimelineItem } from './timeline-items.ts'
import { TimelineRow } from './timeline-row.tsx'
import { type FirstUnread, newestPost, unreadOnOpen } from './unread.ts'
import '../styles/timeline.css'

type Shown = { room: RoomItem; timeline: TimelineState }

export function Timeline(props: Shown) {
  const unread = useDivider(props)
  const items = useItems(props, unread)
  const scrolling = useScrolling(movesOf(props, items))
  const { scroll } = scrolling
  const roving = useRoving({ items, handle: scroll.handle, log: scroll.element })
  const { press, ...touching } = postKeys({ items, room: () => props.room })
  useMarking(props, () => isNewestInView(scroll))
  return (
    <div class="log-frame">
      <div
        class="log"
        role="log"
        aria-live="off"
        aria-label={t('messages', { room: props.room.name })}
        data-region="log"
        tabindex="0"
        ref={scroll.setElement}
        onKeyDown={(event) => {
          roving(event)
          press(event)
        }}
        {...activation}
        {...touching}
      >
        <div class="log-rest">
          <Show when={isEmpty(props.timeline)}>
            <NothingSaid mayChat={props.room.mayChat} />
          </Show>
        </div>
        <Rows items={items()} room={props.room} scrolling={scrolling} />
        <div class="log-end" />
      </div>
      <Loading shown={props.timeline.loadingOlder} />
      <DayChip guid={props.room.guid} scroll={scroll} />
      <Show when={unread()}>{(first) => <JumpUp first={first()} scroll={scroll} />}</Show>
      <JumpDown scroll={scroll} />
    </div>
  )
}

/** Without network there may be nothing more to have: the log then ends where the copy does. */
function movesOf(props: Shown, items: Accessor<TimelineItem[]>): Scrolled {
  const { guid } = props.room
  const go = (move: (guid: string) => Promise<void>) => () => void move(guid).catch(() => undefined)
  const isIdle = () => !props.timeline.loadingOlder
  const reachesEnd = () => props.timeline.end === 'reached'
  return {
    ...{ guid, items, news: createMemo(() => props.timeline.news), reachesEnd },
    mayLoadOlder: () => props.timeline.start === 'unknown' && isIdle(),
    mayLoadNewer: () => !reachesEnd() && isIdle(),
    loadOlder: go(loadOlder),
    loadNewer: go(loadNewer),
    letGoOlder: go(letGoOlder),
    letGoNewer: go(letGoNewer),
    goToNewest: go(goToNewest),
    leaveAtNewest: () => leaveAtNewest(guid),
  }
}

function isEmpty({ rows, start, head }: TimelineState): boolean {
  return rows.length === 0 && (start === 'reached' || head === 0)
}

function Rows(props: { items: TimelineItem[]; room: RoomItem; scrolling: ReturnType<typeof useScrolling> }) {
  const { scroll, shift, visit, onScroll, onResize } = props.scrolling
  const place = createMemo(() => {
    const element = scroll.element()
    return element && { element, visit: visit() }
  })
  return (
    <Show when={place()} keyed>
      {({ element }) => (
        <Virtualizer
          data={props.items}
          scrollRef={element}
          shift={shift()}
          bufferSize={400}
          ref={scroll.setHandle}
          onScroll={onScroll}
          onResize={onResize}
        >
          {(item) => <TimelineRow item={item} room={props.room} />}
        </Virtualizer>
      )}
    </Show>
  )
}

function Loading(props: { shown: boolean }) {
  return (
    <Show when={props.shown}>
      <p class="log-loading" role="status">
        <span class="spinner" />
        <span class="unseen">{t('loadingOlder')}</span>
      </p>
    </Show>
  )
}

function NothingSaid(props: { mayChat: boolean }) {
  return (
    <EmptyState
      icon={props.mayChat ? 'edit' : 'eye'}
      title={t('roomEmpty')}
      text={t(props.mayChat ? 'roomEmptyText' : 'roomEmptyReadText')}
    />
  )
}

/** The unread line stays for the visit; Esc takes it away. */
function useDivider(props: Shown): Accessor<FirstUnread | undefined> {
  const [divided, setDivided] = createSignal(true)
  const unread = unreadOnOpen(() => props.timeline, props.room.unread)
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !event.defaultPrevented) setDivided(false)
  }
  onMount(() => window.addEventListener('keydown', press))
  onCleanup(() => window.removeEventListener('keydown', press))
  return () => (divided() ? unread() : undefined)
}

function useItems(props: Shown, unread: Accessor<FirstUnread | undefined>): Accessor<TimelineItem[]> {
  let before: ReadonlyMap<string, TimelineItem> = new Map()
  const rows = createMemo(() => props.timeline.rows)
  const startReached = createMemo(() => props.timeline.start === 'reached')
  return createMemo(() => {
    const laid = layOut(rows(), { unread: unread(), startReached: startReached(), dayOf }, before)
    before = new Map(laid.map((item) => [item.row.key, item]))
    return laid
  })
}

function useMarking(props: Shown, inView: () => boolean): void {
  const [marked, setMarked] = createSignal(props.timeline.markerOnOpen)
  useReadWatch({
    newest: createMemo(() => newestPost(props.timeline.rows)),
    read: marked,
    inView,
    markRead: (seq) => {
      setMarked(seq)
      void markRead(props.room.guid, seq).catch(() => undefined)
    },
  })
}
