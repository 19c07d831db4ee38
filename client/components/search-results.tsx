// What was found: in order of time, or by room. Each is a link to its post; arrows walk over them, up from the first
// leads back to the box.

import { createMemo, For, Show } from 'solid-js'
import type { FoundPost } from '../actions/search.ts'
import { t } from '../i18n/language.ts'
import { FoundPostLink } from './found-post.tsx'
import { Icon } from './icon.tsx'
import { SEARCH_BOX_ID } from './search-box.tsx'

const LINKS = '.found-post'

export function SearchResults(props: {
  posts: readonly FoundPost[]
  byRoom: boolean
  hasMore: boolean
  isBusy: boolean
  onChoose: (post: FoundPost) => void
  onMore: () => void
}) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are for the links in it
    <div class="search-results" onKeyDown={walk}>
      <Show
        when={props.byRoom}
        fallback={<PostList posts={props.posts} onChoose={props.onChoose} showRoom />}
      >
        <Rooms posts={props.posts} onChoose={props.onChoose} />
      </Show>
      <Show when={props.hasMore}>
        <button
          type="button"
          class="button search-more"
          aria-disabled={props.isBusy}
          onClick={() => props.isBusy || props.onMore()}
        >
          <Show when={props.isBusy} fallback={<Icon name="down" />}>
            <span class="spinner" />
          </Show>
          {props.isBusy ? t('loading') : t('showMore')}
        </button>
      </Show>
    </div>
  )
}

type Chosen = { onChoose: (post: FoundPost) => void }

function Rooms(props: Chosen & { posts: readonly FoundPost[] }) {
  const rooms = createMemo(() => [...Map.groupBy(props.posts, ({ room }) => room).values()])
  return (
    <For each={rooms().map(([post]) => post?.room)}>
      {(room) => {
        const posts = createMemo(() => rooms().find(([post]) => post?.room === room) ?? [])
        return (
          <section class="found-group">
            <h2 class="title">
              <Icon name="open" />
              <bdi>{posts()[0]?.roomName}</bdi>
            </h2>
            <PostList posts={posts()} onChoose={props.onChoose} />
          </section>
        )
      }}
    </For>
  )
}

function PostList(props: Chosen & { posts: readonly FoundPost[]; showRoom?: boolean }) {
  return (
    <ol class="found-posts">
      <For each={props.posts}>
        {(post) => (
          <li>
            <FoundPostLink
              post={post}
              showRoom={props.showRoom ?? false}
              onChoose={() => props.onChoose(post)}
            />
          </li>
        )}
      </For>
    </ol>
  )
}

export function focusFirst(): void {
  document.querySelector<HTMLElement>(LINKS)?.focus()
}

/** The one that was gone to, when one comes back. */
export function focusFound(id: string): void {
  document.querySelector<HTMLElement>(`${LINKS}[data-id='${CSS.escape(id)}']`)?.focus({ preventScroll: true })
}

const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at, last) => Math.min(at + 1, last),
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_at, last) => last,
}

function walk(event: KeyboardEvent): void {
  const step = STEPS[event.key]
  if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
  const links = [...document.querySelectorAll<HTMLElement>(LINKS)]
  const at = links.findIndex((link) => link.contains(document.activeElement))
  if (at < 0) return
  event.preventDefault()
  const next = step(at, links.length - 1)
  if (next < 0) document.getElementById(SEARCH_BOX_ID)?.focus()
  else links[next]?.focus()
}
