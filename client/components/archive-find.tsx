// Finding in the archive. What is asked stands in the address, so that Back leads from a conversation to what was found.

import { A, useSearchParams } from '@solidjs/router'
import { createMemo, createResource, createSignal, Show } from 'solid-js'
import { findEvents } from '../actions/archive.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { FoundEvents } from './found-events.tsx'
import { Notice } from './notice.tsx'
import { QUESTION_FIELDS, type Question, QuestionFields } from './question-fields.tsx'
import { SubmitButton } from './submit-button.tsx'

export function ArchiveFind() {
  const [params, setParams] = useSearchParams<Question & { asked?: string }>()
  const asked = createMemo(() =>
    params.asked === undefined
      ? undefined
      : Object.fromEntries(QUESTION_FIELDS.map((name) => [name, params[name]])),
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
        {(first) => (
          <FoundEvents
            label={t('archiveFind')}
            first={first}
            onMore={(beyond) => findEvents({ ...asked(), beyond })}
          />
        )}
      </Show>
    </>
  )
}

function QuestionForm(props: { question: Question; asking: boolean; onAsk: (question: Question) => void }) {
  const [wish, setWish] = createSignal<Question>(
    Object.fromEntries(QUESTION_FIELDS.map((name) => [name, props.question[name] ?? ''])),
  )
  return (
    <form
      class="archive-form"
      onSubmit={(event) => {
        event.preventDefault()
        props.onAsk(wish())
      }}
    >
      <QuestionFields question={wish()} onChange={setWish} />
      <div class="archive-submit">
        <SubmitButton asking={props.asking} name={t('findEvents')} meanwhile={t('findingEvents')} />
        <A class="button" href={`/archive/cases?${new URLSearchParams({ ...wish(), new: '1' })}`}>
          {t('newCaseOfThis')}
        </A>
      </div>
    </form>
  )
}
