// History that is known to be missing between two saved runs. It is drawn, never glued over.

import { createSignal, Show } from 'solid-js'
import { fillGap } from '../actions/rooms.ts'
import { tn } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { Icon } from './icon.tsx'

export function GapButton(props: { gap: { from: number; to: number }; guid: string }) {
  const [filling, setFilling] = createSignal(false)
  const [refusal, setRefusal] = createSignal('')
  async function fill(): Promise<void> {
    setFilling(true)
    setRefusal('')
    try {
      await fillGap(props.guid, props.gap.from, props.gap.to)
    } catch (refused) {
      setRefusal(refusalOf(refused))
    } finally {
      setFilling(false)
    }
  }
  return (
    <div class="gap">
      <button type="button" class="button" data-size="small" disabled={filling()} onClick={() => void fill()}>
        <Show when={filling()} fallback={<Icon name="gap" />}>
          <span class="spinner" />
        </Show>
        {refusal() || tn('loadMissing', props.gap.to - props.gap.from + 1)}
      </button>
    </div>
  )
}
