// A switch with its name and what it means.

import '../styles/field.css'

export function Toggle(props: {
  label: string
  hint: string
  on: boolean
  onToggle: (on: boolean) => void
  disabled?: boolean
}) {
  return (
    <label class="toggle">
      <span class="toggle-text">
        <span>{props.label}</span>
        <small>{props.hint}</small>
      </span>
      <input
        type="checkbox"
        disabled={props.disabled}
        checked={props.on}
        onChange={(event) => props.onToggle(event.currentTarget.checked)}
      />
    </label>
  )
}
