// A sheet with a form in it. What was typed is not lost to a stray click or Esc: once something is changed, closing asks.

import { createSignal, type JSX, Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { Notice } from './notice.tsx'
import { Sheet } from './sheet.tsx'
import { SubmitButton } from './submit-button.tsx'
import '../styles/form-sheet.css'

export function FormSheet(props: {
  title: string
  isChanged: boolean
  asking: boolean
  submit: { name: string; meanwhile: string }
  refusal: string
  onSubmit: () => void
  onClose: () => void
  children: JSX.Element
  /** What stands beside the buttons, such as that nothing is changed yet. */
  note?: string | undefined
}) {
  const [isLeaving, setLeaving] = createSignal(false)
  let before: Element | null = null
  const stay = () => {
    setLeaving(false)
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
  // Esc takes back the question, too.
  const leave = () => {
    if (isLeaving()) return stay()
    if (!props.isChanged) return props.onClose()
    before = document.activeElement
    setLeaving(true)
  }
  return (
    <Sheet title={props.title} onClose={leave} wide>
      <form
        class="form-sheet"
        novalidate
        onSubmit={(event) => {
          event.preventDefault()
          props.onSubmit()
        }}
      >
        {props.children}
        <div class="form-foot">
          <Show when={props.refusal}>
            <Notice look="danger">{props.refusal}</Notice>
          </Show>
          <Show when={isLeaving()} fallback={<Buttons {...props} onCancel={leave} />}>
            <Leaving onStay={stay} onLeave={() => props.onClose()} />
          </Show>
        </div>
      </form>
    </Sheet>
  )
}

function Buttons(props: {
  asking: boolean
  submit: { name: string; meanwhile: string }
  note?: string | undefined
  onCancel: () => void
}) {
  return (
    <div class="sheet-actions">
      <Show when={props.note}>
        <span class="form-note">{props.note}</span>
      </Show>
      <button type="button" class="button" onClick={() => props.onCancel()}>
        {t('cancel')}
      </button>
      <SubmitButton asking={props.asking} name={props.submit.name} meanwhile={props.submit.meanwhile} />
    </div>
  )
}

function Leaving(props: { onStay: () => void; onLeave: () => void }) {
  return (
    <div class="sheet-actions" role="alert">
      <span class="form-note">{t('discardTitle')}</span>
      <button
        type="button"
        class="button"
        ref={(element) => queueMicrotask(() => element.focus({ preventScroll: true }))}
        onClick={() => props.onStay()}
      >
        {t('keepEditing')}
      </button>
      <button type="button" class="button" data-look="danger" onClick={() => props.onLeave()}>
        {t('discardChanges')}
      </button>
    </div>
  )
}
