// A room's past as it went, read only: what was said, changed and removed, and who was there.

import { useNavigate, useSearchParams } from '@solidjs/router'
import { createMemo, createResource, createSignal, For, Show } from 'solid-js'
import { readConversation, type ToldConversation } from '../actions/archive.ts'
import { fullTime } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { ArchiveEvent } from './archive-event.tsx'
import { useAsking } from './asking.ts'
import { Icon } from './icon.tsx'
import { Notice } from './notice.tsx'

export function ArchiveRoom() {
  const [params] = useSearchParams<{ room: string; beyond?: string }>()
  const navigate = useNavigate()
  const asked = createMemo(() => ({ room: params.room ?? '', beyond: params.beyond }))
  const [first] = createResource(asked, readConversation)
  return (
    <>
      <p>
        <button type="button" class="button" data-look="quiet" onClick={() => navigate(-1)}>
          <Icon name="back" />
          {t('backToFinding')}
        </button>
      </p>
      <Show when={first.error}>
        <Notice look="danger">{refusalOf(first.error)}</Notice>
      </Show>
      <Show
        when={!first.error && !first.loading && first()}
        fallback={<p>{first.loading ? t('loading') : ''}</p>}
        keyed
      >
        {(page) => <Conversation first={page} room={asked().room} />}
      </Show>
    </>
  )
}

function Conversation(props: { first: ToldConversation; room: string }) {
  const [pages, setPages] = createSignal([props.first])
  const { asking, refusal, ask } = useAsking()
  const events = createMemo(() => pages().flatMap((page) => page.events))
  const name = () => events().at(-1)?.room?.name ?? props.room
  const earlier = () =>
    void ask(async () => {
      const page = await readConversation({ room: props.room, beyond: pages()[0]?.next ?? undefined })
      setPages((before) => [page, ...before])
    })
  return (
    <section class="archive-found" aria-label={t('conversationIn', { room: name() })}>
      <h2 class="title">{t('conversationIn', { room: name() })}</h2>
      <Present stays={pages().flatMap((page) => page.present)} />
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <Show when={pages()[0]?.next}>
        <button type="button" class="button" disabled={asking()} onClick={earlier}>
          {asking() ? t('loading') : t('earlierEvents')}
        </button>
      </Show>
      <ol class="archive-events">
        <For each={events()}>
          {(event) => (
            <li>
              <ArchiveEvent event={event} />
            </li>
          )}
        </For>
      </ol>
    </section>
  )
}

function Present(props: { stays: ToldConversation['present'] }) {
  const text = ({ joinedAt, partedAt }: ToldConversation['present'][number]) =>
    partedAt === null
      ? t('thereFrom', { from: fullTime(joinedAt) })
      : t('thereFromTo', { from: fullTime(joinedAt), to: fullTime(partedAt) })
  return (
    <Show when={props.stays.length > 0}>
      <details class="event-details">
        <summary>{t('wereThere')}</summary>
        <ul>
          <For each={props.stays}>
            {(stay) => (
              <li>
                <bdi>{stay.person.replace('sip:', '')}</bdi> {text(stay)}
              </li>
            )}
          </For>
        </ul>
      </details>
    </Show>
  )
}
