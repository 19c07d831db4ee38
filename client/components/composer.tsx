// Writing to a room. It never locks for want of a network, keeps every letter until the outbox has it,
// and closes only where writing is not allowed, saying why.

import { onMount, Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import type { RoomItem } from '../state/rooms.ts'
import { settings } from '../state/settings.ts'
import type { Timeline } from '../state/timeline.ts'
import { ComposerFoot } from './composer-foot.tsx'
import { GrowingText } from './growing-text.tsx'
import { Icon } from './icon.tsx'
import { isSendKey } from './keys.ts'
import { setEditing } from './open-room.ts'
import { showCard } from './room-sheet.ts'
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
  const writing = useWriting(props.room.guid)
  let field: HTMLTextAreaElement | undefined
  // Where there is a keyboard, opening a room means wanting to write; on touch it would only raise the soft one.
  onMount(() => window.matchMedia('(pointer: fine)').matches && field?.focus({ preventScroll: true }))
  const press = (event: KeyboardEvent) => {
    if (isSendKey(event, settings().enterSends)) void writing.send()
    else if (event.key === 'ArrowUp' && writing.text() === '' && editLastQueued(props.timeline)) field?.blur()
    else return
    event.preventDefault()
  }
  const isTooLong = () => writing.size().over > 0
  return (
    <>
      <div class="composer-box" data-refused={isTooLong() || writing.refusal() ? '' : undefined}>
        <GrowingText
          text={writing.text()}
          label={t('writeTo', { room: props.room.name })}
          placeholder={t('writeTo', { room: shortName(props.room.name) })}
          describedBy="composer-foot"
          region="composer"
          invalid={isTooLong()}
          onText={writing.type}
          onTooMuch={writing.refuseInsert}
          onKeyDown={press}
          ref={(element) => {
            field = element
          }}
        />
        <SendButton
          disabled={!writing.maySend()}
          onSend={() => void writing.send().then(() => field?.focus())}
        />
      </div>
      <ComposerFoot room={props.room} size={writing.size()} refusal={writing.refusal()} />
    </>
  )
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

function editLastQueued(timeline: Timeline | undefined): boolean {
  const last = timeline?.news.findLast((row) => row.row === 'pending' && row.canEdit)
  if (last?.row !== 'pending') return false
  setEditing(last.id)
  return true
}

const PLACEHOLDER_CHARS = 26

/** A placeholder cannot end in dots by itself. */
function shortName(name: string): string {
  return name.length <= PLACEHOLDER_CHARS ? name : `${name.slice(0, PLACEHOLDER_CHARS - 1).trimEnd()}…`
}
