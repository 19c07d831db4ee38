// Writing to a room. It never locks for want of a network, keeps every letter until the outbox has it,
// and closes only where writing is not allowed, saying why.

import { createEffect, createSignal, on, onMount, Show } from 'solid-js'
import { isPostable } from '#shared/text.ts'
import { post, saveDraft } from '../actions/posting.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { useDraft } from '../state/draft.ts'
import type { RoomItem } from '../state/rooms.ts'
import { settings } from '../state/settings.ts'
import type { Timeline } from '../state/timeline.ts'
import { ComposerFoot } from './composer-foot.tsx'
import { GrowingText } from './growing-text.tsx'
import { Icon } from './icon.tsx'
import { isSendKey } from './keys.ts'
import { setEditing } from './open-room.ts'
import { sizeOf } from './post-size.ts'
import '../styles/composer.css'

type Writing = { room: RoomItem; timeline: Timeline | undefined }

export function Composer(props: Writing) {
  return (
    <footer class="composer">
      <Show
        when={closedBecause(props.room)}
        fallback={<Writer room={props.room} timeline={props.timeline} />}
      >
        {(reason) => (
          <p class="composer-closed">
            <Icon name={props.room.access === 'lost' ? 'closed' : 'eye'} />
            {reason()}
          </p>
        )}
      </Show>
    </footer>
  )
}

function closedBecause(room: RoomItem): string | undefined {
  if (room.access === 'lost') return t('accessLost')
  if (room.mayChat) return undefined
  return t(room.type === 'auditorium' ? 'onlyPresenters' : 'mayNotWrite')
}

function Writer(props: Writing) {
  const [text, setText] = createSignal('')
  const [refusal, setRefusal] = createSignal('')
  const guid = props.room.guid
  const size = () => sizeOf(text())
  let field: HTMLTextAreaElement | undefined
  const draft = useDraft(() => guid)
  let touched = false
  // The draft arrives once from the cache; what is typed here is never replaced by it afterwards.
  createEffect(
    on(draft, (saved) => {
      if (!touched && text() === '') setText(saved)
    }),
  )
  // Where there is a keyboard, opening a room means wanting to write; on touch it would only raise the soft one.
  onMount(() => window.matchMedia('(pointer: fine)').matches && field?.focus({ preventScroll: true }))
  const type = (next: string) => {
    touched = true
    setText(next)
    setRefusal('')
    void saveDraft(guid, next).catch(() => undefined)
  }
  async function send(): Promise<void> {
    const written = text()
    if (written.trim() === '' || size().over > 0) return
    if (!isPostable(written)) return void setRefusal(t('notPostable'))
    touched = true
    setText('')
    setRefusal('')
    field?.focus()
    try {
      await post(guid, written)
      await saveDraft(guid, text())
    } catch (refused) {
      setText(text() === '' ? written : `${written}\n${text()}`)
      setRefusal(refusalOf(refused))
    }
  }
  const press = (event: KeyboardEvent) => {
    if (isSendKey(event, settings().enterSends)) void send()
    else if (event.key === 'ArrowUp' && text() === '' && editLastQueued(props.timeline)) field?.blur()
    else return
    event.preventDefault()
  }
  return (
    <>
      <div class="composer-box" data-refused={size().over > 0 || refusal() ? '' : undefined}>
        <GrowingText
          text={text()}
          label={t('writeTo', { room: props.room.name })}
          placeholder={t('writeTo', { room: shortName(props.room.name) })}
          describedBy="composer-foot"
          region="composer"
          invalid={size().over > 0}
          onText={type}
          onKeyDown={press}
          ref={(element) => {
            field = element
          }}
        />
        <button
          type="button"
          class="composer-send"
          aria-label={t('send')}
          aria-disabled={text().trim() === '' || size().over > 0}
          onClick={() => void send()}
        >
          <Icon name="send" />
        </button>
      </div>
      <ComposerFoot room={props.room} size={size()} refusal={refusal()} />
    </>
  )
}

function editLastQueued(timeline: Timeline | undefined): boolean {
  const last = timeline?.rows.findLast((row) => row.row === 'pending' && row.canEdit)
  if (last?.row !== 'pending') return false
  setEditing(last.id)
  return true
}

const PLACEHOLDER_CHARS = 26

/** A placeholder cannot end in dots by itself. */
function shortName(name: string): string {
  return name.length <= PLACEHOLDER_CHARS ? name : `${name.slice(0, PLACEHOLDER_CHARS - 1).trimEnd()}…`
}
