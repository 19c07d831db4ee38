// Opening a case, and changing one. What it looks for is asked with the fields of finding.

import { createSignal } from 'solid-js'
import { type CaseSearchAsked, changeCase, openCase, type ToldCase } from '../actions/cases.ts'
import { t } from '../i18n/language.ts'
import { useAsking } from './asking.ts'
import { Field } from './field.tsx'
import { FormSheet } from './form-sheet.tsx'
import { QUESTION_FIELDS, type Question, QuestionFields } from './question-fields.tsx'

type Told = ToldCase['search']

function askedOf({ kind, ...question }: Question): CaseSearchAsked {
  const given = Object.entries(question).filter(([, value]) => value !== undefined && value.trim() !== '')
  return {
    ...Object.fromEntries(given),
    ...(kind ? { kinds: [kind as NonNullable<Told['kinds']>[number]] } : {}),
  }
}

/** As it stands in the fields: a day is meant whole, and in UTC. */
function fieldsOf({ from, to, kinds, ...search }: Told): Question {
  const day = (ms: number) => new Date(ms).toISOString().slice(0, 10)
  const told = { words: search.words, person: search.person, room: search.room }
  return {
    ...Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined)),
    ...(from === undefined ? {} : { from: day(from) }),
    ...(to === undefined ? {} : { to: day(to - 1) }),
    ...(kinds?.[0] === undefined ? {} : { kind: kinds[0] }),
  }
}

export function NewCase(props: { question: Question; onClose: () => void; onOpen: (id: string) => void }) {
  const [name, setName] = createSignal('')
  const [about, setAbout] = createSignal('')
  const [question, setQuestion] = createSignal(props.question)
  const { asking, refusal, ask } = useAsking()
  const open = async () =>
    props.onOpen(await openCase({ name: name(), description: about(), search: askedOf(question()) }))
  return (
    <FormSheet
      title={t('newCase')}
      isChanged={name() !== '' || about() !== '' || question() !== props.question}
      asking={asking()}
      submit={{ name: t('openCase'), meanwhile: t('holdingIt') }}
      refusal={refusal()}
      onSubmit={() => void ask(open)}
      onClose={props.onClose}
    >
      <Field
        label={t('caseName')}
        hint={t('caseNameHint')}
        value={name()}
        onText={setName}
        maxChars={80}
        autofocus
      />
      <Field label={t('caseAbout')} value={about()} onText={setAbout} maxChars={2000} />
      <h3>{t('caseLooksFor')}</h3>
      <QuestionFields question={question()} onChange={setQuestion} />
    </FormSheet>
  )
}

export function ChangeCase(props: { one: ToldCase; onClose: () => void }) {
  const before = fieldsOf(props.one.search)
  const [about, setAbout] = createSignal(props.one.description)
  const [question, setQuestion] = createSignal(before)
  const { asking, refusal, ask } = useAsking()
  const isSearchChanged = () =>
    QUESTION_FIELDS.some((name) => (question()[name] ?? '') !== (before[name] ?? ''))
  const change = async () => {
    // What these fields cannot say, such as a moment or several kinds, stays as it is unless it is asked anew.
    const search = isSearchChanged() ? { search: askedOf(question()) } : {}
    await changeCase(props.one.id, { description: about(), ...search })
    props.onClose()
  }
  return (
    <FormSheet
      title={t('changeCaseTitle', { name: props.one.name })}
      isChanged={about() !== props.one.description || isSearchChanged()}
      asking={asking()}
      submit={{ name: t('save'), meanwhile: t('holdingIt') }}
      refusal={refusal()}
      onSubmit={() => void ask(change)}
      onClose={props.onClose}
    >
      <Field label={t('caseAbout')} value={about()} onText={setAbout} maxChars={2000} autofocus />
      <h3>{t('caseLooksFor')}</h3>
      <QuestionFields question={question()} onChange={setQuestion} />
    </FormSheet>
  )
}
