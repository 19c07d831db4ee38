// A sentence that has to be seen: what went wrong, or what to know before going on.

import type { JSX } from 'solid-js'
import '../styles/notice.css'
import { Icon } from './icon.tsx'

export function Notice(props: { look?: 'danger' | 'calm'; children: JSX.Element }) {
  return (
    <div class="notice" data-look={props.look ?? 'calm'} role="alert">
      <Icon name="alert" />
      <div>{props.children}</div>
    </div>
  )
}
