// A post as it stands now: what it answers, its words or its story, what became of it, and who answered with a sign.

import { Match, Show, Switch } from 'solid-js'
import { cancelQueued } from '../actions/posting.ts'
import { moment } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { refusalText } from '../i18n/refusals.ts'
import { clockNow } from '../state/connection.ts'
import type { PostLine } from '../state/timeline-rows.ts'
import { isActive, isReached } from './active-post.ts'
import { Folded } from './folded.tsx'
import { Icon } from './icon.tsx'
import { myUri } from './known.ts'
import { isMentioned } from './mentions.ts'
import { editing } from './open-room.ts'
import { PostActions } from './post-actions.tsx'
import { PostEditor } from './post-editor.tsx'
import { PostFrame } from './post-frame.tsx'
import { PostText } from './post-text.tsx'
import { Quote } from './quote.tsx'
import { Reactions } from './reactions.tsx'
import { setReadingSheet } from './reading-sheet.ts'
import { StoryCard } from './story-card.tsx'

export type RowRoom = { guid: string; name: string; mayChat: boolean }

export function Post(props: { post: PostLine; lead: boolean; room: RowRoom }) {
  const chosen = () => ({ post: props.post, guid: props.room.guid })
  const namesMe = () => !props.post.mine && isMentioned(props.post.mentions, myUri())
  return (
    <PostFrame
      id={props.post.key}
      lead={props.lead}
      author={{ uri: props.post.author, name: props.post.authdisp }}
      ts={props.post.ts}
      look={namesMe() ? 'mention' : props.post.alert ? 'alert' : undefined}
      reached={isReached(props.room.guid, props.post.seq)}
    >
      <Marks post={props.post} namesMe={namesMe()} />
      <Show when={props.post.replyTo}>
        {(answered) => <Quote guid={props.room.guid} answered={answered()} />}
      </Show>
      <Show
        when={editing() === props.post.id}
        fallback={
          <div id={`x-${props.post.key}`}>
            <Words post={props.post} guid={props.room.guid} />
          </div>
        }
      >
        <PostEditor post={props.post} guid={props.room.guid} />
      </Show>
      <FailedEdit post={props.post} />
      <Reactions chosen={chosen()} mayChat={props.room.mayChat} />
      <Show when={isActive(props.post.key) && editing() !== props.post.id}>
        <PostActions chosen={chosen()} mayChat={props.room.mayChat} />
      </Show>
    </PostFrame>
  )
}

function Marks(props: { post: PostLine; namesMe: boolean }) {
  return (
    <div class="post-marks">
      <Show when={props.post.alert}>
        <span class="post-mark" data-look="alert">
          <Icon name="alert" />
          {t('alertPost')}
        </span>
      </Show>
      <Show when={props.post.pinned}>
        <span class="post-mark">
          <Icon name="pin" />
          {t('pinnedMark')}
        </span>
      </Show>
      <Show when={props.namesMe}>
        <span class="unseen">{t('mentionsYou')}</span>
      </Show>
    </div>
  )
}

function Words(props: { post: PostLine; guid: string }) {
  return (
    <Switch>
      <Match when={props.post.story}>
        {(story) => <StoryCard post={props.post} title={story().title} guid={props.guid} />}
      </Match>
      <Match when={!props.post.story}>
        <Folded id={props.post.id} text={props.post.text}>
          <PostText
            text={props.post.text}
            mentions={props.post.mentions}
            tail={<EditedMark post={props.post} />}
          />
        </Folded>
      </Match>
    </Switch>
  )
}

function EditedMark(props: { post: PostLine }) {
  return (
    <Show when={props.post.edited}>
      {(edited) => (
        <button
          type="button"
          class="post-edited"
          title={t('editedAt', { time: moment(edited().ts, clockNow()) })}
          onClick={() => setReadingSheet({ show: 'versions', post: props.post })}
        >
          ({t('edited')})
        </button>
      )}
    </Show>
  )
}

/** Words that the server did not take stay with the post until their author lets them go. */
function FailedEdit(props: { post: PostLine }) {
  return (
    <Show when={props.post.failedEdit}>
      {(failed) => (
        <div class="post-state" data-look="danger" role="alert">
          <span>
            <Icon name="alert" />
            {t('editNotSaved', { reason: refusalText(failed().reason) })}
          </span>
          <span class="post-state-text">{failed().text}</span>
          <button
            type="button"
            class="text-button"
            onClick={() => void cancelQueued(failed().id).catch(() => undefined)}
          >
            {t('discard')}
          </button>
        </div>
      )}
    </Show>
  )
}
