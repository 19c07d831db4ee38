// A person, everybody, or a room named in a post; and links, of which those into this app open here.

import { A } from '@solidjs/router'
import { Match, Show, Switch } from 'solid-js'
import { guidOf } from '#shared/uri.ts'
import { t } from '../i18n/language.ts'
import { Icon } from './icon.tsx'
import { known, myUri, nameOfPerson } from './known.ts'
import type { MentionSpan } from './mention-spans.ts'

export function MentionChip(props: { mention: MentionSpan }) {
  return (
    <Switch>
      <Match when={props.mention.span === 'person' && props.mention}>
        {(person) => (
          <span
            class="mention"
            data-me={person().uri === myUri() ? '' : undefined}
            title={person().uri.replace('sip:', '')}
          >
            @<bdi>{nameOfPerson(person().uri) ?? person().text.slice(1)}</bdi>
          </span>
        )}
      </Match>
      <Match when={props.mention.span === 'everybody'}>
        <span class="mention" data-me="" title={t('everybodyInRoom')}>
          {props.mention.text}
        </span>
      </Match>
      <Match when={props.mention.span === 'room' && props.mention}>
        {(room) => (
          <A class="mention mention-room" href={`/rooms/${guidOf(room().uri)}`}>
            {room().text}
          </A>
        )}
      </Match>
    </Switch>
  )
}

const IN_APP = /^\/rooms\/([0-9a-f-]{36})(?:\/(\d+))?$/

export function TextLink(props: { href: string; text: string }) {
  const inApp = () => inAppOf(props.href)
  return (
    <Show
      when={inApp()}
      fallback={
        <a href={props.href} target="_blank" rel="noopener noreferrer">
          {props.text}
        </a>
      }
    >
      {(place) => (
        <Show when={place().name} fallback={<A href={place().path}>{props.text}</A>}>
          {(name) => (
            <A class="mention mention-room" href={place().path} title={props.text}>
              <Icon name={place().isPost ? 'reply' : 'open'} />
              {name()}
            </A>
          )}
        </Show>
      )}
    </Show>
  )
}

function inAppOf(href: string): { path: string; isPost: boolean; name: string | undefined } | undefined {
  const { origin, pathname } = new URL(href)
  const found = origin === location.origin ? IN_APP.exec(pathname) : null
  if (!found) return undefined
  const name = known().rooms.find((room) => room.guid === found[1])?.name
  return { path: pathname, isPost: found[2] !== undefined, name }
}
