// Finding in the archive. What is asked stands in the address, so that Back leads from a conversation to what was found.

import { useSearchParams } from '@solidjs/router'
import { createMemo, createResource, createSignal, createUniqueId, For, Show } from 'solid-js'
import { ARCHIVED_KINDS } from '#shared/archive/kinds.ts'
import { findEvents, type ToldEvent } from '../actions/archive.ts'
import { t, tn } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { ArchiveEvent } from './archive-event.tsx'
import { useAsking } from './asking.ts'
import { EmptyState } from './empty-state.tsx'
import { kindName } from './event-words.ts'
import { Field } from './field.tsx'
import { Notice } from './notice.tsx'
import { SubmitButton } from './submit-button.tsx'

const FIELDS = ['words', 'person', 'room', 'from', 'to', 'kind'] as const
type Question = Partial<Record<(typeof FIELDS)[number], string>>

export function ArchiveFind() {
  const [params, setParams] = useSearchParams<Question & { asked?: string }>()
  const asked = createMemo(() =>
    params.asked === undefined ? undefined : Object.fromEntries(FIELDS.map((name) => [name, params[name]])),
  )
  const [found] = createResource(asked, findEvents)
  return (
    <>
      <QuestionForm
        question={params}
        asking={found.loading}
        onAsk={(question) => setParams({ ...question, asked: '1' })}
      />
      <Show when={found.error}>
        <Notice look="danger">{refusalOf(found.error)}</Notice>
      </Show>
      <Show when={!found.error && !found.loading && found()} keyed>
        {(first) => <FoundEvents first={first} asked={asked() ?? {}} />}
      </Show>
    </>
  )
}

function QuestionForm(props: { question: Question; asking: boolean; onAsk: (question: Question) => void }) {
  const [wish, setWish] = createSignal<Question>(
    Object.fromEntries(FIELDS.map((name) => [name, props.question[name] ?? ''])),
  )
  const field = (name: keyof Question) => ({
    value: wish()[name] ?? '',
    onText: (text: string) => setWish((before) => ({ ...before, [name]: text })),
  })
  return (
    <form
      class="archive-form"
      onSubmit={(event) => {
        event.preventDefault()
        props.onAsk(wish())
      }}
    >
      <Field label={t('findWords')} hint={t('findWordsHint')} {...field('words')} maxChars={400} />
      <div class="archive-row">
        <Field label={t('findWhose')} hint={t('findWhoseHint')} {...field('person')} literal maxChars={330} />
        <Field label={t('findRoom')} hint={t('findRoomHint')} {...field('room')} literal maxChars={330} />
      </div>
      <div class="archive-row">
        <Day label={t('findFrom')} {...field('from')} />
        <Day label={t('findTo')} {...field('to')} />
        <Kinds {...field('kind')} />
      </div>
      <div class="archive-submit">
        <SubmitButton asking={props.asking} name={t('findEvents')} meanwhile={t('findingEvents')} />
      </div>
    </form>
  )
}

type Written = { value: string; onText: (text: string) => void }

export function Day(props: Written & { label: string }) {
  const id = createUniqueId()
  return (
    <div class="field">
      <label for={id}>{props.label}</label>
      <div class="field-box">
        <input
          id={id}
          type="date"
          value={props.value}
          onInput={(event) => props.onText(event.currentTarget.value)}
        />
      </div>
    </div>
  )
}

function Kinds(props: Written) {
  const id = createUniqueId()
  const named = () =>
    ARCHIVED_KINDS.map((kind) => [kind, kindName(kind)] as const).sort(([, one], [, other]) =>
      one.localeCompare(other),
    )
  return (
    <div class="field select-field">
      <label for={id}>{t('findKind')}</label>
      <select id={id} value={props.value} onChange={(event) => props.onText(event.currentTarget.value)}>
        <option value="">{t('anyKind')}</option>
        <For each={named()}>
          {([kind, name]) => (
            <option value={kind} selected={kind === props.value}>
              {name}
            </option>
          )}
        </For>
      </select>
    </div>
  )
}

type Page = Awaited<ReturnType<typeof findEvents>>

function FoundEvents(props: { first: Page; asked: Question }) {
  const [pages, setPages] = createSignal<Page[]>([props.first])
  const { asking, refusal, ask } = useAsking()
  const events = createMemo<ToldEvent[]>(() => pages().flatMap((page) => page.events))
  const next = () => pages().at(-1)?.next ?? undefined
  const more = () =>
    void ask(async () => {
      const page = await findEvents({ ...props.asked, beyond: next() })
      setPages((before) => [...before, page])
    })
  const { count, isExact } = props.first.total
  return (
    <section class="archive-found" aria-label={t('archiveFind')}>
      <p role="status">{isExact ? tn('eventsFound', count) : t('eventsFoundMore', { n: count })}</p>
      <Show
        when={events().length > 0}
        fallback={<EmptyState icon="search" title={t('noEventsFound')} text={t('noEventsFoundText')} />}
      >
        <ol class="archive-events">
          <For each={events()}>
            {(event) => (
              <li>
                <ArchiveEvent event={event} showRoom />
              </li>
            )}
          </For>
        </ol>
      </Show>
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <Show when={next()}>
        <button type="button" class="button" disabled={asking()} onClick={more}>
          {asking() ? t('loading') : t('showMore')}
        </button>
      </Show>
    </section>
  )
}
