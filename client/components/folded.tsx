// A very long post shows its beginning. What was opened stays open when the row is taken out and drawn again.

import { createSignal, type JSX, Show } from 'solid-js'
import { t } from '../i18n/language.ts'
import { isLong } from './long-text.ts'
import '../styles/folded.css'

const [opened, setOpened] = createSignal<ReadonlySet<string>>(new Set())

/** Somebody is led to words in it. */
export function unfold(id: string): void {
  setOpened((before) => new Set(before).add(id))
}

export function Folded(props: { id: string; text: string; children: JSX.Element }) {
  const isOpen = () => opened().has(props.id)
  const toggle = () => {
    const next = new Set(opened())
    if (!next.delete(props.id)) next.add(props.id)
    setOpened(next)
  }
  return (
    <Show when={isLong(props.text)} fallback={props.children}>
      <div class="folded" data-open={isOpen() ? '' : undefined}>
        <div class="folded-text">{props.children}</div>
        <button type="button" class="text-button" aria-expanded={isOpen()} onClick={toggle}>
          {t(isOpen() ? 'showLess' : 'showWhole')}
        </button>
      </div>
    </Show>
  )
}
