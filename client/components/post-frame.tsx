// The frame of a post. Screen readers hear author, text, time, in that order, on every post;
// eyes see the author once per group.

import { type JSX, Show } from 'solid-js'
import { fullTime, timeOf } from '../i18n/dates.ts'
import { Avatar } from './avatar.tsx'

/** Face, name, time and text in their places; pending posts use it too. */
export function PostFrame(props: {
  id: string
  lead: boolean
  author: { uri: string; name: string }
  ts: number
  children: JSX.Element
  state?: string
  look?: 'alert' | 'mention' | undefined
  /** A link or a quote has just led here. */
  reached?: boolean
}) {
  return (
    <article
      class="post"
      tabindex="-1"
      data-state={props.state}
      data-look={props.look}
      data-reached={props.reached ? '' : undefined}
      aria-labelledby={`a-${props.id} x-${props.id} t-${props.id}`}
    >
      <Show
        when={props.lead}
        fallback={
          <>
            <span class="unseen" id={`a-${props.id}`}>
              {props.author.name}
            </span>
            <Time ts={props.ts} id={`t-${props.id}`} />
          </>
        }
      >
        <Avatar uri={props.author.uri} name={props.author.name} />
        <p class="post-by">
          <bdi id={`a-${props.id}`}>{props.author.name}</bdi>
          <Time ts={props.ts} id={`t-${props.id}`} />
        </p>
      </Show>
      <div class="post-body">{props.children}</div>
    </article>
  )
}

export function Time(props: { ts: number; id?: string }) {
  return (
    <time
      class="post-time"
      id={props.id}
      datetime={new Date(props.ts).toISOString()}
      onPointerEnter={(event) => {
        // Made when somebody asks for it: for every row that passes by it would be the dearest part.
        event.currentTarget.title = fullTime(props.ts)
      }}
    >
      {timeOf(props.ts)}
    </time>
  )
}
