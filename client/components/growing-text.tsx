// A text field as high as its text, up to a limit. A hidden copy of the text gives the height, so nothing is measured.

import '../styles/growing-text.css'

export function GrowingText(props: {
  text: string
  label: string
  placeholder?: string
  describedBy?: string
  invalid?: boolean
  region?: string
  onText: (text: string) => void
  onKeyDown: (event: KeyboardEvent) => void
  ref: (element: HTMLTextAreaElement) => void
}) {
  return (
    <div class="growing" data-copy={`${props.text}\n`}>
      <textarea
        ref={props.ref}
        rows={1}
        dir="auto"
        data-region={props.region}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-invalid={props.invalid ? 'true' : undefined}
        placeholder={props.placeholder}
        value={props.text}
        onInput={(event) => props.onText(event.currentTarget.value)}
        onKeyDown={(event) => props.onKeyDown(event)}
      />
    </div>
  )
}
