// The state of a waiting post and what one can still do with it. A sealed post can no longer be changed, only waited for.

import { createSignal, onCleanup, Show } from 'solid-js'
import { cancelQueued, retryFailed } from '../actions/posting.ts'
import { type TextKey, t } from '../i18n/language.ts'
import { refusalOf, refusalText } from '../i18n/refusals.ts'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'
import { editing, setEditing } from './open-room.ts'

export type Waiting = {
  id: string
  text: string
  state: 'queued' | 'sending' | 'waiting' | 'failed'
  reason?: string
  canEdit: boolean
}

/** Most posts are taken at once; showing "sending" for them would only flicker. */
const FLICKER_MS = 300

const STATES: Record<Waiting['state'], { name: TextKey; icon: IconName }> = {
  queued: { name: 'postQueued', icon: 'clock' },
  sending: { name: 'postSending', icon: 'up' },
  waiting: { name: 'postWaiting', icon: 'cloudOff' },
  failed: { name: 'postFailed', icon: 'alert' },
}

type Actions = { post: Waiting; refusal: string; onRefused: (sentence: string) => void }

export function QueuedActions(props: Actions) {
  const settled = useDelay(FLICKER_MS)
  const isStuck = () => props.post.state === 'waiting' || props.post.state === 'failed'
  const why = () => props.refusal || (props.post.reason ? refusalText(props.post.reason) : '')
  return (
    <div class="post-state">
      <Show when={settled() || isStuck()} fallback={<span>&nbsp;</span>}>
        <span>
          <Icon name={STATES[props.post.state].icon} />
          {t(STATES[props.post.state].name)}
        </span>
        <Show when={props.post.state === 'failed' || props.refusal}>
          <span>{why()}</span>
        </Show>
        <Choices {...props} />
      </Show>
    </div>
  )
}

function Choices(props: Actions) {
  const hasFailed = () => props.post.state === 'failed'
  const tryTo = (act: (id: string) => Promise<void>) => {
    props.onRefused('')
    act(props.post.id).catch((refused: unknown) => props.onRefused(refusalOf(refused)))
  }
  return (
    <>
      <Show when={hasFailed()}>
        <button type="button" class="text-button" onClick={() => tryTo(retryFailed)}>
          {t('retry')}
        </button>
      </Show>
      <Show when={props.post.canEdit && editing() !== props.post.id}>
        <button type="button" class="text-button" onClick={() => setEditing(props.post.id)}>
          {t('edit')}
        </button>
      </Show>
      <Show when={props.post.canEdit || hasFailed()}>
        <button type="button" class="text-button" onClick={() => tryTo(cancelQueued)}>
          {t('cancel')}
        </button>
      </Show>
    </>
  )
}

function useDelay(ms: number): () => boolean {
  const [isOver, setOver] = createSignal(false)
  const timer = setTimeout(() => setOver(true), ms)
  onCleanup(() => clearTimeout(timer))
  return isOver
}
