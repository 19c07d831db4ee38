// All that was written on this device and has not reached the server, room by room, with the reason.

import { A } from '@solidjs/router'
import { createMemo, createSignal, For, Show } from 'solid-js'
import { guidOf } from '#shared/uri.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { editing } from '../components/open-room.ts'
import { Page } from '../components/page.tsx'
import { PostText } from '../components/post-text.tsx'
import { QueuedActions } from '../components/queued-actions.tsx'
import { QueuedEditor } from '../components/queued-editor.tsx'
import { moment } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { clockNow } from '../state/connection.ts'
import { type OutboxItem, outbox } from '../state/outbox.ts'
import '../styles/outbox.css'
import '../styles/timeline-row.css'

export function Outbox() {
  const byRoom = createMemo(() => [...Map.groupBy(outbox(), (item) => item.room)])
  return (
    <Page title={t('outbox')} lead={outbox().length > 0 ? t('outboxLead') : ''}>
      <Show
        when={byRoom().length > 0}
        fallback={<EmptyState icon="check" title={t('outboxEmpty')} text={t('outboxEmptyText')} />}
      >
        <For each={byRoom()}>
          {([room, items]) => (
            <section class="outbox-room">
              <h2 class="title">
                <A href={`/rooms/${guidOf(room)}`}>
                  <bdi>{items[0]?.roomName}</bdi>
                </A>
              </h2>
              <ol>
                <For each={items}>{(item) => <Waiting item={item} />}</For>
              </ol>
            </section>
          )}
        </For>
      </Show>
    </Page>
  )
}

function Waiting(props: { item: OutboxItem }) {
  const [refusal, setRefusal] = createSignal('')
  return (
    <li class="outbox-item post" data-state={props.item.state}>
      <Show when={editing() === props.item.id} fallback={<PostText text={props.item.text} />}>
        <QueuedEditor post={props.item} onRefused={setRefusal} />
      </Show>
      <p class="outbox-when">{t('waitingSince', { time: moment(props.item.createdAt, clockNow()) })}</p>
      <QueuedActions post={props.item} refusal={refusal()} onRefused={setRefusal} />
    </li>
  )
}
