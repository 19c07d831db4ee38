// What a feed has found, newest first; each find leads to its post in its room.

import { useParams } from '@solidjs/router'
import { createMemo, For, Show } from 'solid-js'
import { snippetOf } from '#shared/search/snippet.ts'
import { type Criteria, wantedOf } from '#shared/search/wanted.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { FeedForm } from '../components/feed-form.tsx'
import { feedSheet, setFeedSheet } from '../components/feed-sheet.ts'
import { FoundPostLink } from '../components/found-post.tsx'
import { Icon } from '../components/icon.tsx'
import { myself } from '../components/myself.ts'
import { Page } from '../components/page.tsx'
import { t, tn } from '../i18n/language.ts'
import { EGO_FEED, type TopicFeed, topicFeeds, unreadIn, useFound } from '../state/feeds.ts'
import '../styles/feed.css'

export function FeedView() {
  const params = useParams<{ id: string }>()
  const topic = createMemo(() => topicFeeds().find(({ id }) => id === params.id))
  const isEgo = () => params.id === EGO_FEED
  return (
    <Page title={isEgo() ? t('egoFeed') : (topic()?.name ?? t('feeds'))}>
      <Show
        when={isEgo() || topic()}
        fallback={<EmptyState icon="feed" title={t('feedGone')} text={t('feedGoneText')} />}
      >
        <Feed id={params.id} topic={topic()} />
      </Show>
      <Show when={feedSheet()} keyed>
        {(feed) => <FeedForm feed={feed === 'new' ? undefined : feed} />}
      </Show>
    </Page>
  )
}

function Feed(props: { id: string; topic: TopicFeed | undefined }) {
  const found = useFound(() => props.id)
  const wanted = createMemo(() => wantedOf(criteriaOf(props.topic)))
  return (
    <>
      <Head id={props.id} topic={props.topic} />
      <Show
        when={found()?.length !== 0}
        fallback={
          <EmptyState
            icon={props.topic ? 'feed' : 'at'}
            title={t('feedEmpty')}
            text={t(props.topic ? 'feedEmptyText' : 'egoEmptyText')}
          />
        }
      >
        <ol class="found-posts">
          <For each={found()}>
            {(find) => (
              <li>
                <FoundPostLink
                  post={{ ...find, snippet: snippetOf(wanted(), find.text) }}
                  isUnread={find.isUnread}
                  showRoom
                />
              </li>
            )}
          </For>
        </ol>
      </Show>
    </>
  )
}

function criteriaOf(topic: TopicFeed | undefined): Criteria {
  if (topic) return { criteria: topic.words, matchAll: topic.all }
  return { criteria: myself()?.displayName ?? '', matchExactPhrase: true }
}

function Head(props: { id: string; topic: TopicFeed | undefined }) {
  const lead = () => (props.topic ? props.topic.words : t('egoFeedLead'))
  return (
    <div class="feed-head">
      <p>
        {lead()}
        <Show when={unreadIn(props.id) > 0}> · {tn('feedUnread', unreadIn(props.id))}</Show>
      </p>
      <Show when={props.topic}>
        {(topic) => (
          <button type="button" class="button" data-size="small" onClick={() => setFeedSheet(topic())}>
            <Icon name="edit" />
            {t('editFeed')}
          </button>
        )}
      </Show>
      <button type="button" class="button" data-size="small" onClick={() => setFeedSheet('new')}>
        <Icon name="plus" />
        {t('newFeed')}
      </button>
    </div>
  )
}
