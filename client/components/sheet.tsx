// A dialog: focus goes in, stays in, and returns where it was. On phones it rises from the bottom.

import * as Dialog from '@kobalte/core/dialog'
import { type JSX, onCleanup, Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import '../styles/sheet.css'
import { Icon } from './icon.tsx'

export function Sheet(props: {
  title: string
  onClose: () => void
  children: JSX.Element
  /** Title for screen readers only, and no close button: Esc and a click outside close. */
  bare?: boolean
  /** Room for a form. */
  wide?: boolean
  role?: 'dialog' | 'alertdialog'
}) {
  // Whoever opens it takes it away whole, so the focus is given back here and not by the dialog's own exit.
  const before = document.activeElement
  onCleanup(() => requestAnimationFrame(() => giveBack(before)))
  return (
    <Dialog.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class="sheet-veil" />
        <div class="sheet-place">
          <Dialog.Content
            class="sheet"
            role={props.role ?? 'dialog'}
            data-bare={props.bare ? '' : undefined}
            data-wide={props.wide ? '' : undefined}
          >
            <Show when={!props.bare} fallback={<Dialog.Title class="unseen">{props.title}</Dialog.Title>}>
              <header class="sheet-head">
                <Dialog.Title class="title">{props.title}</Dialog.Title>
                <Dialog.CloseButton class="icon-button" aria-label={t('close')}>
                  <Icon name="close" />
                </Dialog.CloseButton>
              </header>
            </Show>
            {props.children}
          </Dialog.Content>
        </div>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function giveBack(element: Element | null): void {
  const isElsewhere = document.activeElement !== null && document.activeElement !== document.body
  if (!isElsewhere && element instanceof HTMLElement && element.isConnected) element.focus()
}
