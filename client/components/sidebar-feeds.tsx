// The feeds above the rooms: what is about me, and the topics somebody set up.

import { A } from '@solidjs/router'
import { For } from 'solid-js'
import { t } from '../i18n/language.ts'
import { EGO_FEED, topicFeeds, unreadIn } from '../state/feeds.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { UnreadBadge } from './unread-badge.tsx'
import '../styles/sidebar-feeds.css'

export function SidebarFeeds() {
  return (
    <section aria-label={t('feeds')} class="sidebar-feeds">
      <ul>
        <FeedLink id={EGO_FEED} name={t('egoFeed')} icon="at" />
        <For each={topicFeeds()}>{({ id, name }) => <FeedLink id={id} name={name} icon="feed" />}</For>
      </ul>
    </section>
  )
}

function FeedLink(props: { id: string; name: string; icon: IconName }) {
  return (
    <li>
      <A
        href={`/feeds/${props.id}`}
        class="feed-link"
        activeClass="room-link-here"
        data-unread={unreadIn(props.id) > 0 ? '' : undefined}
      >
        <Icon name={props.icon} />
        <bdi>{props.name}</bdi>
        <UnreadBadge count={unreadIn(props.id)} />
      </A>
    </li>
  )
}
