// Closing a room down. It puts everyone out at once and only an administrator can undo it, so the name must be typed.

import { createSignal, Show } from 'solid-js'
import { disableRoom, enableRoom, type RoomCard } from '../actions/managing.ts'
import { t } from '../i18n/language.ts'
import { useAsking } from './asking.ts'
import { Field } from './field.tsx'
import { Notice } from './notice.tsx'
import { closeRoomSheet } from './room-sheet.ts'

export function DisableRoom(props: { card: RoomCard }) {
  return (
    <Show when={props.card.disabled} fallback={<Disable card={props.card} />}>
      <Enable card={props.card} />
    </Show>
  )
}

function Enable(props: { card: RoomCard }) {
  const { asking, refusal, ask } = useAsking()
  const enable = async () => {
    await enableRoom(props.card)
    closeRoomSheet()
  }
  return (
    <section class="disable-room" aria-labelledby="enable-room">
      <h3 id="enable-room">{t('enableRoom')}</h3>
      <p>{t('enableRoomText')}</p>
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <button type="button" class="button" disabled={asking()} onClick={() => void ask(enable)}>
        {t('enableRoom')}
      </button>
    </section>
  )
}

function Disable(props: { card: RoomCard }) {
  const [isConfirming, confirm] = createSignal(false)
  const [typed, type] = createSignal('')
  const { asking, refusal, ask } = useAsking()
  const isSure = () => typed().trim() === props.card.name
  const disable = async () => {
    await disableRoom(props.card)
    closeRoomSheet()
  }
  return (
    <section class="disable-room" aria-labelledby="disable-room">
      <h3 id="disable-room">{t('disableRoom')}</h3>
      <p>{t('disableRoomText')}</p>
      <Show
        when={isConfirming()}
        fallback={
          <button type="button" class="button" onClick={() => confirm(true)}>
            {t('disableRoomStart')}
          </button>
        }
      >
        <div
          class="disable-confirm"
          ref={(element) => requestAnimationFrame(() => element.scrollIntoView({ block: 'end' }))}
        >
          <Field
            label={t('disableRoomConfirm', { name: props.card.name })}
            value={typed()}
            onText={type}
            literal
            autofocus
            onEnter={() => isSure() && void ask(disable)}
          />
          <Show when={refusal()}>
            <Notice look="danger">{refusal()}</Notice>
          </Show>
          <button
            type="button"
            class="button"
            data-look="danger"
            disabled={!isSure() || asking()}
            onClick={() => void ask(disable)}
          >
            {t(asking() ? 'disablingRoom' : 'disableRoomDo')}
          </button>
        </div>
      </Show>
    </section>
  )
}
