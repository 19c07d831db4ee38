// An icon is decoration; the words beside it, or its button's label, say the same.

import { ICON_PATHS, type IconName } from './icon-paths.ts'

export function Icon(props: { name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true">
      <path d={ICON_PATHS[props.name]} />
    </svg>
  )
}
