// Puts the address of a room into the clipboard, and says that it did.

import { createSignal, onCleanup, Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { Icon } from './icon.tsx'

const SAID_MS = 2_500

export function CopyLink(props: { path: string }) {
  const [state, setState] = createSignal<'idle' | 'copied' | 'refused'>('idle')
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  const address = () => new URL(props.path, location.origin).href
  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(address())
      setState('copied')
      timer = setTimeout(() => setState('idle'), SAID_MS)
    } catch {
      setState('refused')
    }
  }
  return (
    <Show
      when={state() !== 'refused'}
      fallback={
        <input class="link-text" readonly aria-label={t('copyRoomLink')} value={address()} ref={pick} />
      }
    >
      <button type="button" class="button" data-size="small" onClick={() => void copy()}>
        <Icon name={state() === 'copied' ? 'check' : 'link'} />
        <span role="status">{t(state() === 'copied' ? 'linkCopied' : 'copyRoomLink')}</span>
      </button>
    </Show>
  )
}

/** Where the browser keeps scripts from the clipboard, the person copies by hand. */
function pick(input: HTMLInputElement): void {
  queueMicrotask(() => input.select())
}
