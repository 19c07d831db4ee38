// What was found in the archive, a page at a time: as a list that reads like a conversation, or as a table.

import { createMemo, createSignal, For, Show } from 'solid-js'
import type { findEvents, ToldEvent } from '../actions/archive.ts'
import { t, tn } from '../i18n/language.ts'
import { ArchiveEvent } from './archive-event.tsx'
import { useAsking } from './asking.ts'
import { EmptyState } from './empty-state.tsx'
import { EventsTable } from './events-table.tsx'
import { Notice } from './notice.tsx'

type Page = Awaited<ReturnType<typeof findEvents>>

export function FoundEvents(props: {
  label: string
  first: Page
  onMore: (beyond: string) => Promise<Page>
}) {
  const [pages, setPages] = createSignal<Page[]>([props.first])
  const [isTable, setTable] = createSignal(false)
  const { asking, refusal, ask } = useAsking()
  const events = createMemo<ToldEvent[]>(() => pages().flatMap((page) => page.events))
  const next = () => pages().at(-1)?.next ?? undefined
  const more = (beyond: string) =>
    void ask(async () => {
      const page = await props.onMore(beyond)
      setPages((before) => [...before, page])
    })
  const { count, isExact } = props.first.total
  return (
    <section class="archive-found" aria-label={props.label}>
      <p role="status">{isExact ? tn('eventsFound', count) : t('eventsFoundMore', { n: count })}</p>
      <Show
        when={events().length > 0}
        fallback={<EmptyState icon="search" title={t('noEventsFound')} text={t('noEventsFoundText')} />}
      >
        <button type="button" class="button" data-size="small" onClick={() => setTable((before) => !before)}>
          {t(isTable() ? 'eventsAsList' : 'eventsAsTable')}
        </button>
        <Show when={isTable()} fallback={<EventsList events={events()} />}>
          <EventsTable label={props.label} events={events()} />
        </Show>
      </Show>
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <Show when={next()}>
        {(beyond) => (
          <button type="button" class="button" disabled={asking()} onClick={() => more(beyond())}>
            {asking() ? t('loading') : t('showMore')}
          </button>
        )}
      </Show>
    </section>
  )
}

function EventsList(props: { events: readonly ToldEvent[] }) {
  return (
    <ol class="archive-events">
      <For each={props.events}>
        {(event) => (
          <li>
            <ArchiveEvent event={event} showRoom />
          </li>
        )}
      </For>
    </ol>
  )
}
