// A labelled text field with its hint and its error, tied together for screen readers.

import { createUniqueId, type JSX, Show } from 'solid-js'
import '../styles/field.css'

export type FieldProps = {
  label: string
  value: string
  onText: (text: string) => void
  hint?: string | undefined
  error?: string | undefined
  type?: 'text' | 'password' | 'search'
  autocomplete?: string
  /** Names are typed as they are, without the keyboard's help. */
  literal?: boolean
  autofocus?: boolean
  maxChars?: number
  placeholder?: string
  aside?: JSX.Element
  /** Enter means this, and not to send the form around the field. */
  onEnter?: () => unknown
}

export function Field(props: FieldProps) {
  const id = createUniqueId()
  const notes = () => [props.error && `${id}-error`, props.hint && `${id}-hint`].filter(Boolean).join(' ')
  return (
    <div class="field" data-wrong={props.error ? '' : undefined}>
      <label for={id}>{props.label}</label>
      <div class="field-box">
        <input
          id={id}
          type={props.type ?? 'text'}
          value={props.value}
          autocomplete={props.autocomplete ?? 'off'}
          autocapitalize={props.literal ? 'none' : undefined}
          spellcheck={props.literal ? false : undefined}
          autofocus={props.autofocus}
          maxlength={props.maxChars}
          placeholder={props.placeholder}
          aria-invalid={props.error ? 'true' : undefined}
          aria-describedby={notes() || undefined}
          onInput={(event) => props.onText(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !props.onEnter || event.isComposing) return
            event.preventDefault()
            props.onEnter()
          }}
        />
        {props.aside}
      </div>
      <Show when={props.error}>
        <p class="field-error" id={`${id}-error`}>
          {props.error}
        </p>
      </Show>
      <Show when={props.hint}>
        <p class="field-hint" id={`${id}-hint`}>
          {props.hint}
        </p>
      </Show>
    </div>
  )
}
