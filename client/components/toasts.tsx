// Shows the sentence of `toast.ts`. The place is always there, so that screen readers hear what comes into it.

import { Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { hush, toast } from './toast.ts'
import '../styles/toast.css'

export function Toasts() {
  return (
    <div class="toasts" role="status">
      <Show when={toast()} keyed>
        {(said) => (
          <p class="toast">
            <span>{said.text}</span>
            <Show when={said.undo}>
              {(undo) => (
                <button type="button" class="toast-undo" onClick={() => callOff(undo())}>
                  {t('undo')}
                </button>
              )}
            </Show>
          </p>
        )}
      </Show>
    </div>
  )
}

function callOff(undo: () => void): void {
  hush()
  undo()
}
