// An empty place says what belongs there and what to do next.

import { type JSX, Show } from 'solid-js'
import { Dynamic } from 'solid-js/web'
import '../styles/empty-state.css'
import { Icon } from './icon.tsx'
import type { IconName } from './icon-paths.ts'

export function EmptyState(props: {
  icon: IconName
  title: string
  text?: string
  /** It is all the screen says, so its title is the page's. */
  alone?: boolean
  children?: JSX.Element
}) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={props.icon} />
      </span>
      <Dynamic component={props.alone ? 'h1' : 'h2'} class="title">
        {props.title}
      </Dynamic>
      <Show when={props.text}>
        <p>{props.text}</p>
      </Show>
      <Show when={props.children}>
        <div class="empty-actions">{props.children}</div>
      </Show>
    </div>
  )
}
