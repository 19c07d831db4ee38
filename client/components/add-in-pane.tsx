// A page of somebody else beside the talk. It stands in a frame of a frame: the outer one is ours and says which single
// address the inner one may show, whatever the app's own policy was when this tab was loaded; the inner one is a
// stranger without an origin, which may run its scripts and send its forms and reaches nothing of ours but by messages.

import { createEffect, For, on, onCleanup, onMount, Show } from 'solid-js'
import { type AddInGrant, type AddInPost, readHello } from '#shared/add-in.ts'
import { historyFor } from '../actions/add-in.ts'
import { language, listText, type TextKey, t } from '../i18n/language.ts'
import type { RoomItem } from '../state/rooms.ts'
import type { Roster } from '../state/roster.ts'
import type { TimelineRow } from '../state/timeline.ts'
import { AddInTalk, type SeenPost } from './add-in-talk.ts'
import { isLive } from './connection-text.ts'
import { EmptyState } from './empty-state.tsx'
import { Icon } from './icon.tsx'
import { isWide, showAddIn } from './side-panes.ts'

export type AddIn = NonNullable<RoomItem['addIn']>

type Beside = { addIn: AddIn; room: RoomItem; roster: Roster; news: readonly TimelineRow[] }

const GRANT_WORDS: Record<AddInGrant, TextKey> = {
  roster: 'addInGrantRoster',
  history: 'addInGrantHistory',
  posts: 'addInGrantPosts',
}

export function AddInPane(props: Beside) {
  return (
    <aside
      ref={useEscape}
      class="add-in"
      aria-label={t('addInPane', { name: props.addIn.name })}
      data-region="add-in"
      tabindex="-1"
    >
      <header class="add-in-head">
        <h2 class="title">
          <bdi>{props.addIn.name}</bdi>
        </h2>
        <p>{t('addInMay', { what: listText(mayWords(props.addIn.grants)) })}</p>
        <a
          class="icon-button"
          href={props.addIn.url}
          target="_blank"
          rel="noopener noreferrer"
          aria-label={t('openInNewTab')}
          title={t('openInNewTab')}
        >
          <Icon name="out" />
        </a>
        <button
          type="button"
          class="icon-button"
          aria-label={t('closeAddIn', { name: props.addIn.name })}
          onClick={close}
        >
          <Icon name="close" />
        </button>
      </header>
      <Show
        when={isLive()}
        fallback={<EmptyState icon="cloudOff" title={props.addIn.name} text={t('addInNeedsNetwork')} />}
      >
        {/* Another add-in is another frame. */}
        <For each={[props.addIn.id]}>{() => <AddInFrame {...props} />}</For>
      </Show>
    </aside>
  )
}

function mayWords(grants: readonly AddInGrant[]): string[] {
  return grants.length === 0 ? [t('addInGrantRoom')] : grants.map((grant) => t(GRANT_WORDS[grant]))
}

/** Where it lies over the talk it is left as it came, by key too. */
function useEscape(pane: HTMLElement): void {
  const press = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && !isWide()) close()
  }
  onMount(() => !isWide() && pane.focus())
  onMount(() => pane.addEventListener('keydown', press))
  onCleanup(() => pane.removeEventListener('keydown', press))
}

function close(): void {
  showAddIn(false)
  document.querySelector<HTMLElement>('.add-in-button')?.focus()
}

function AddInFrame(props: Beside) {
  let frame: HTMLIFrameElement | undefined
  const talk = new AddInTalk({
    grants: props.addIn.grants,
    room: () => roomTold(props.room),
    roster: () => rosterTold(props.roster),
    history: (asked) => historyFor(props.room.guid, asked),
    dress: () => ({ language: language(), theme: isDark() ? 'dark' : 'light' }),
  })
  const hear = (event: MessageEvent<unknown>) => {
    const page = frame?.contentWindow?.frames[0]
    if (!page || event.source !== page || !readHello(event.data)) return
    const { port1, port2 } = new MessageChannel()
    const newest = props.news.findLast((row) => row.row === 'post')
    // A page without an origin can be addressed by none; whatever is in the frame now is the one that spoke.
    page.postMessage(talk.welcome(port1, newest?.row === 'post' ? newest.seq : 0), '*', [port2])
  }
  onMount(() => window.addEventListener('message', hear))
  onCleanup(() => {
    window.removeEventListener('message', hear)
    talk.end()
  })
  createEffect(
    on(
      () => JSON.stringify(roomTold(props.room)),
      () => talk.roomChanged(),
      { defer: true },
    ),
  )
  createEffect(
    on(
      () => props.roster,
      () => talk.rosterChanged(),
      { defer: true },
    ),
  )
  createEffect(() => talk.postsSeen(props.news.flatMap(seenPost)))
  return (
    <iframe
      class="add-in-frame"
      title={t('addInPane', { name: props.addIn.name })}
      src={`/api/add-ins/${props.addIn.id}/frame`}
      referrerpolicy="no-referrer"
      ref={(element) => {
        frame = element
      }}
    />
  )
}

function roomTold({ uri, name, description, privacy, type }: RoomItem) {
  return { uri, name, description, privacy, type }
}

function rosterTold({ count, people }: Roster) {
  if (typeof people === 'string') return { count }
  return { count, people: people.map(({ uri, displayName }) => ({ uri, displayName })) }
}

function seenPost(row: TimelineRow): SeenPost[] {
  // A removal that can still be called off has not happened.
  if (row.row === 'tombstone') return row.undo === undefined ? [{ seq: row.seq, post: 'gone' }] : []
  if (row.row !== 'post') return []
  const { seq, author, authdisp: displayName, text, story, ts } = row
  const title = story === undefined ? {} : { title: story.title }
  const post: AddInPost = { seq, author, displayName, text, ...title, at: new Date(ts).toISOString() }
  return [{ seq, post }]
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset.theme
  return chosen === undefined ? window.matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark'
}
