// A text field as high as its text, up to a limit. A hidden copy of the text gives the height, so nothing is measured;
// the copy ends where the field is as high as it gets. A browser needs ten seconds to put two megabytes into a field,
// so what no post could hold is not put there at all: it stays where it was copied from.

import { utf8Bytes } from '#shared/text.ts'
import '../styles/growing-text.css'

const COPIED_CHARS = 4_000
/** Room to paste something too long and cut it down. */
const INSERTED_CHARS_MAX = 64_000
const CARET_KEYS = new Set(['ArrowLeft', 'ArrowRight', 'Home', 'End'])

export function GrowingText(props: {
  text: string
  label: string
  placeholder?: string
  describedBy?: string
  invalid?: boolean
  region?: string
  /** For long texts. */
  tall?: boolean
  /** The suggestion that Enter would take now. */
  suggests?: string | undefined
  onText: (text: string) => void
  /** The caret moved without the text. */
  onCaret?: () => void
  onLeave?: () => void
  /** So many bytes were pasted or dropped, too many to take. */
  onTooMuch: (bytes: number) => void
  onKeyDown: (event: KeyboardEvent) => void
  ref: (element: HTMLTextAreaElement) => void
}) {
  const insert = (event: Event, inserted: DataTransfer | null) => {
    const text = inserted?.getData('text/plain') ?? ''
    if (text.length <= INSERTED_CHARS_MAX) return
    event.preventDefault()
    props.onTooMuch(utf8Bytes(text))
  }
  return (
    <div
      class="growing"
      data-tall={props.tall ? '' : undefined}
      data-copy={`${props.text.slice(0, COPIED_CHARS)}\n`}
    >
      <textarea
        ref={props.ref}
        rows={1}
        dir="auto"
        data-region={props.region}
        aria-label={props.label}
        aria-describedby={props.describedBy}
        aria-autocomplete={props.onCaret ? 'list' : undefined}
        aria-controls={props.suggests ? 'completions' : undefined}
        aria-activedescendant={props.suggests}
        aria-invalid={props.invalid ? 'true' : undefined}
        placeholder={props.placeholder}
        value={props.text}
        onInput={(event) => props.onText(event.currentTarget.value)}
        onPaste={(event) => insert(event, event.clipboardData)}
        onDrop={(event) => insert(event, event.dataTransfer)}
        onKeyDown={(event) => props.onKeyDown(event)}
        onKeyUp={(event) => CARET_KEYS.has(event.key) && props.onCaret?.()}
        onPointerUp={() => props.onCaret?.()}
        onBlur={() => props.onLeave?.()}
      />
    </div>
  )
}
