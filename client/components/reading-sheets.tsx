// The sheets in which one reads; loaded when the first one is wanted.

import { For, Match, Show, Switch } from 'solid-js'
import { moment } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { clockNow } from '../state/connection.ts'
import type { PostLine } from '../state/timeline-rows.ts'
import { Avatar } from './avatar.tsx'
import { GoToDate } from './go-to-date.tsx'
import { PinnedPosts } from './pinned-posts.tsx'
import { Time } from './post-frame.tsx'
import { PostText } from './post-text.tsx'
import { closeReading, type ReadingSheet, readingSheet } from './reading-sheet.ts'
import { Sheet } from './sheet.tsx'
import '../styles/reading-sheet.css'

type Shown<Kind extends ReadingSheet['show']> = Extract<ReadingSheet, { show: Kind }>

function shown<Kind extends ReadingSheet['show']>(kind: Kind): Shown<Kind> | undefined {
  const sheet = readingSheet()
  return sheet?.show === kind ? (sheet as Shown<Kind>) : undefined
}

export function ReadingSheets() {
  return (
    <Switch>
      <Match when={shown('story')}>{(sheet) => <Story post={sheet().post} />}</Match>
      <Match when={shown('date')}>{(sheet) => <GoToDate guid={sheet().guid} day={sheet().day} />}</Match>
      <Match when={shown('versions')}>{(sheet) => <Versions post={sheet().post} />}</Match>
      <Match when={shown('pinned')}>
        {(sheet) => <PinnedPosts guid={sheet().guid} mayChat={sheet().mayChat} />}
      </Match>
    </Switch>
  )
}

function Story(props: { post: PostLine }) {
  return (
    <Sheet title={props.post.story?.title ?? t('story')} onClose={closeReading} wide>
      <p class="reading-by">
        <Avatar uri={props.post.author} name={props.post.authdisp} small />
        <bdi>{props.post.authdisp}</bdi>
        <Time ts={props.post.ts} />
      </p>
      <div class="reading-text">
        <PostText text={props.post.text} mentions={props.post.mentions} />
      </div>
    </Sheet>
  )
}

type Version = { ts: number; text: string; story?: { title: string } }

function Versions(props: { post: PostLine }) {
  const now = (): Version => ({ ...props.post, ts: props.post.edited?.ts ?? props.post.ts })
  const all = () => [now(), ...(props.post.edited?.earlier ?? []).toReversed()]
  const nameOf = (index: number) => {
    if (index === 0) return t('editHistoryNow')
    return index === all().length - 1 ? t('editHistoryFirst') : ''
  }
  return (
    <Sheet title={t('editHistory')} onClose={closeReading} wide>
      <ol class="versions">
        <For each={all()}>
          {(version, index) => (
            <li>
              <p class="version-head">
                <strong>{nameOf(index())}</strong> {moment(version.ts, clockNow())}
              </p>
              <Show when={version.story}>{(story) => <h3 class="title">{story().title}</h3>}</Show>
              <PostText text={version.text} />
            </li>
          )}
        </For>
      </ol>
      <Show when={(props.post.edited?.earlier.length ?? 0) === 0}>
        <p class="sheet-text">{t('editHistoryMissing')}</p>
      </Show>
    </Sheet>
  )
}
