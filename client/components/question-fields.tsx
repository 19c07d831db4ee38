// What is asked of the archive: who, where, when, what. The same fields find, and make a case.

import { createUniqueId, For } from 'solid-js'
import { ARCHIVED_KINDS } from '#shared/archive/kinds.ts'
import { t } from '../i18n/language.ts'
import { kindName } from './event-words.ts'
import { Field } from './field.tsx'

export const QUESTION_FIELDS = ['words', 'person', 'room', 'from', 'to', 'kind'] as const
export type Question = Partial<Record<(typeof QUESTION_FIELDS)[number], string>>

export function QuestionFields(props: { question: Question; onChange: (question: Question) => void }) {
  const field = (name: keyof Question) => ({
    value: props.question[name] ?? '',
    onText: (text: string) => props.onChange({ ...props.question, [name]: text }),
  })
  return (
    <>
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
    </>
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
