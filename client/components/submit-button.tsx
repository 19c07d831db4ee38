// The one button that sends a form; while it asks, it says so and cannot be pressed again.

import { Show } from 'solid-js'

export function SubmitButton(props: { asking: boolean; name: string; meanwhile: string }) {
  return (
    <button type="submit" class="button" data-look="main" disabled={props.asking}>
      <Show when={props.asking} fallback={props.name}>
        <span class="spinner" />
        {props.meanwhile}
      </Show>
    </button>
  )
}
