// Writing to a room. It never locks for want of a network, keeps every letter until the outbox has it,
// and closes only where writing is not allowed, saying why.

import { createSignal, onMount, Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { compose, composing } from '../state/composing.ts'
import type { RoomItem } from '../state/rooms.ts'
import { settings } from '../state/settings.ts'
import type { Timeline, TimelineRow } from '../state/timeline.ts'
import { aim } from './aim.ts'
import { CompletionList, completionId } from './completion-list.tsx'
import { ComposerExtras } from './composer-extras.tsx'
import { ComposerFoot } from './composer-foot.tsx'
import { ComposerMore } from './composer-more.tsx'
import { GrowingText } from './growing-text.tsx'
import { Icon } from './icon.tsx'
import { isSendKey } from './keys.ts'
import { setEditing } from './open-room.ts'
import { showCard } from './room-sheet.ts'
import { type Completion, useCompletion } from './use-completion.ts'
import { useWriting } from './use-writing.ts'
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
          <div class="composer-closed">
            <Icon name={props.room.access === 'lost' ? 'closed' : 'eye'} />
            <p>{reason()}</p>
            <button
              type="button"
              class="button"
              data-size="small"
              aria-haspopup="dialog"
              onClick={() => showCard(props.room)}
            >
              {t('whyNotWrite')}
            </button>
          </div>
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
  const { guid } = props.room
  const writing = useWriting(guid)
  const [field, setField] = createSignal<HTMLTextAreaElement>()
  const focus = () => field()?.focus({ preventScroll: true })
  const completion = useCompletion({ element: field, type: writing.type })
  // Where there is a keyboard, opening a room means wanting to write; on touch it would only raise the soft one.
  onMount(() => window.matchMedia('(pointer: fine)').matches && !aim() && focus())
  const press = (event: KeyboardEvent) => {
    if (completion.press(event)) return
    if (isSendKey(event, settings().enterSends && !writing.isStory())) void writing.send()
    else if (event.key === 'Escape' && composing(guid).reply) compose(guid, ({ reply: _, ...rest }) => rest)
    else if (event.key === 'ArrowUp' && writing.text() === '' && editMyLast(props.timeline)) field()?.blur()
    else return
    event.preventDefault()
  }
  return (
    <>
      <div class="composer-place">
        <CompletionList completion={completion} />
        <div
          class="composer-box"
          data-refused={writing.size().over > 0 || writing.refusal() ? '' : undefined}
        >
          <ComposerExtras guid={guid} onLeft={focus} />
          <ComposerMore
            guid={guid}
            onInsert={(text) => insertAt(field(), text, writing.type)}
            onDone={() => requestAnimationFrame(focus)}
          />
          <Field
            room={props.room}
            writing={writing}
            completion={completion}
            onKeyDown={press}
            ref={setField}
          />
          <SendButton disabled={!writing.maySend()} onSend={() => void writing.send().then(focus)} />
        </div>
      </div>
      <ComposerFoot
        room={props.room}
        size={writing.size()}
        refusal={writing.refusal()}
        isStory={writing.isStory()}
      />
    </>
  )
}

function Field(props: {
  room: RoomItem
  writing: ReturnType<typeof useWriting>
  completion: Completion
  onKeyDown: (event: KeyboardEvent) => void
  ref: (field: HTMLTextAreaElement) => void
}) {
  const { writing, completion } = props
  const type = (text: string) => {
    writing.type(text)
    completion.look()
  }
  return (
    <GrowingText
      text={writing.text()}
      label={t('writeTo', { room: props.room.name })}
      placeholder={writing.isStory() ? t('storyBody') : t('writeTo', { room: shortName(props.room.name) })}
      describedBy="composer-foot"
      region="composer"
      invalid={writing.size().over > 0}
      tall={writing.isStory()}
      suggests={completion.found().length > 0 ? completionId(completion.at()) : undefined}
      onText={type}
      onCaret={completion.look}
      onLeave={completion.leave}
      onTooMuch={writing.refuseInsert}
      onKeyDown={props.onKeyDown}
      ref={props.ref}
    />
  )
}

function insertAt(field: HTMLTextAreaElement | undefined, text: string, type: (text: string) => void): void {
  if (!field) return
  field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end')
  type(field.value)
  field.focus({ preventScroll: true })
}

function SendButton(props: { disabled: boolean; onSend: () => void }) {
  return (
    <button
      type="button"
      class="composer-send"
      aria-label={t('send')}
      aria-disabled={props.disabled}
      onClick={() => props.onSend()}
    >
      <Icon name="send" />
    </button>
  )
}

/** What waits here first, then what stands in the room. */
function editMyLast(timeline: Timeline | undefined): boolean {
  const isMine = (row: TimelineRow) =>
    (row.row === 'pending' && row.canEdit) || (row.row === 'post' && row.mine && row.ref !== undefined)
  const last = timeline?.news.findLast(isMine)
  if (last === undefined || !('id' in last)) return false
  setEditing(last.id)
  return true
}

const PLACEHOLDER_CHARS = 26

/** A placeholder cannot end in dots by itself. */
function shortName(name: string): string {
  return name.length <= PLACEHOLDER_CHARS ? name : `${name.slice(0, PLACEHOLDER_CHARS - 1).trimEnd()}…`
}
