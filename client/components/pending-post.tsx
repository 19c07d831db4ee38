// A post of mine that the server has not taken yet: the same row it will be, with its state in a word and a sign.

import { createSignal, Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { session } from '../state/session.ts'
import type { TimelineRow as Row } from '../state/timeline.ts'
import { Folded } from './folded.tsx'
import { Icon } from './icon.tsx'
import { editing } from './open-room.ts'
import { PostFrame } from './post-frame.tsx'
import { PostText } from './post-text.tsx'
import { QueuedActions } from './queued-actions.tsx'
import { QueuedEditor } from './queued-editor.tsx'
import { Quote } from './quote.tsx'

export function PendingPost(props: { post: Extract<Row, { row: 'pending' }>; lead: boolean; guid: string }) {
  const me = () => {
    const now = session()
    return now.state === 'signed-in' ? { uri: now.me.uri, name: now.me.displayName } : { uri: '', name: '' }
  }
  const [refusal, setRefusal] = createSignal('')
  return (
    <PostFrame
      id={props.post.key}
      lead={props.lead}
      author={me()}
      ts={props.post.createdAt}
      state={props.post.state}
    >
      <Show when={props.post.alert}>
        <span class="post-mark" data-look="alert">
          <Icon name="alert" />
          {t('alertPost')}
        </span>
      </Show>
      <Show when={props.post.replyTo}>{(answered) => <Quote guid={props.guid} answered={answered()} />}</Show>
      <Show when={props.post.story}>{(story) => <h3 class="title story-title">{story().title}</h3>}</Show>
      <Show
        when={editing() === props.post.id}
        fallback={
          <div id={`x-${props.post.key}`}>
            <Folded id={props.post.id} text={props.post.text}>
              <PostText text={props.post.text} />
            </Folded>
          </div>
        }
      >
        <QueuedEditor post={props.post} onRefused={setRefusal} />
      </Show>
      <QueuedActions post={props.post} refusal={refusal()} onRefused={setRefusal} />
    </PostFrame>
  )
}
