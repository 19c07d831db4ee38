// What is pinned in the room, as far as it is saved here; pressing one goes to it.

import { For, Show } from 'solid-js'
import { moment } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { clockNow } from '../state/connection.ts'
import { usePinned } from '../state/pinned.ts'
import { jumpTo } from './aim.ts'
import { Avatar } from './avatar.tsx'
import { EmptyState } from './empty-state.tsx'
import { Icon } from './icon.tsx'
import { perform } from './post-acts.ts'
import { oneLine } from './quote.tsx'
import { closeReading } from './reading-sheet.ts'
import { Sheet } from './sheet.tsx'

export function PinnedPosts(props: { guid: string; mayChat: boolean }) {
  const pinned = usePinned(() => props.guid)
  const go = (seq: number) => {
    closeReading()
    void jumpTo({ guid: props.guid, seq })
  }
  return (
    <Sheet title={t('pinned')} onClose={closeReading} wide>
      <Show
        when={pinned().length > 0}
        fallback={<EmptyState icon="pin" title={t('pinnedNone')} text={t('pinnedNoneText')} />}
      >
        <ul class="pinned-posts">
          <For each={pinned()}>
            {(post) => (
              <li class="pinned-post">
                <button type="button" class="pinned-go" title={t('goToPost')} onClick={() => go(post.seq)}>
                  <Avatar uri={post.author} name={post.authdisp} small />
                  <span class="pinned-by">
                    <bdi>{post.authdisp}</bdi> <span>{moment(post.ts, clockNow())}</span>
                  </span>
                  <span class="pinned-text" dir="auto">
                    {oneLine(post.story?.title ?? post.text)}
                  </span>
                </button>
                <Show when={props.mayChat}>
                  <button
                    type="button"
                    class="icon-button"
                    aria-label={t('unpinPost')}
                    title={t('unpinPost')}
                    onClick={() => perform('unpin', { post, guid: props.guid })}
                  >
                    <Icon name="close" />
                  </button>
                </Show>
              </li>
            )}
          </For>
        </ul>
      </Show>
    </Sheet>
  )
}
