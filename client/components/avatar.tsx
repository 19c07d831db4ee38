// Initials on the person's hue. The name always stands beside it, so it is hidden from screen readers.

import '../styles/avatar.css'
import { hueOf, initialsOf } from './face.ts'

export function Avatar(props: { uri: string; name: string; small?: boolean }) {
  return (
    <span
      class="face"
      data-small={props.small ? '' : undefined}
      style={{ '--hue': String(hueOf(props.uri)) }}
      aria-hidden="true"
    >
      {initialsOf(props.name)}
    </span>
  )
}
