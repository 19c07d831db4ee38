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
  rememberOpener()
  onCleanup(() => requestAnimationFrame(() => giveBack()))
  let content: HTMLElement | undefined
  const focusFirst = (event: Event) => {
    const first = content?.querySelector<HTMLElement>('[autofocus]')
    if (!first) return
    event.preventDefault()
    first.focus()
  }
  return (
    <Dialog.Root open onOpenChange={(open) => !open && props.onClose()}>
      <Dialog.Portal>
        <Dialog.Overlay class="sheet-veil" />
        <div class="sheet-place">
          <Dialog.Content
            class="sheet"
            ref={(element: HTMLElement) => {
              content = element
            }}
            onOpenAutoFocus={focusFirst}
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

let opener: Element | null = null

/** One sheet may lead to the next; focus returns to what opened the first. */
function rememberOpener(): void {
  if (!document.activeElement?.closest('.sheet')) opener = document.activeElement
}

function giveBack(): void {
  const isElsewhere = document.activeElement !== null && document.activeElement !== document.body
  if (!isElsewhere && opener instanceof HTMLElement && opener.isConnected) opener.focus()
}
