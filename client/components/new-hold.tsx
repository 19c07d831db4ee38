// Holding what is not to be let go, for a case or for itself.

import { createSignal } from 'solid-js'
import { addHold } from '../actions/archive.ts'
import { t } from '../i18n/language.ts'
import { useAsking } from './asking.ts'
import { Field } from './field.tsx'
import { FormSheet } from './form-sheet.tsx'
import { Day } from './question-fields.tsx'

const FIELDS = ['name', 'reason', 'person', 'room', 'from', 'to'] as const
type Wish = Record<(typeof FIELDS)[number], string>

/** @param props.belongsTo the id of a case */
export function NewHold(props: { belongsTo?: string; onClose: () => void }) {
  const [wish, setWish] = createSignal<Wish>({ name: '', reason: '', person: '', room: '', from: '', to: '' })
  const { asking, refusal, ask } = useAsking()
  const field = (name: keyof Wish) => ({
    value: wish()[name],
    onText: (text: string) => setWish((before) => ({ ...before, [name]: text })),
  })
  const hold = async () => {
    const { name, reason, ...rest } = wish()
    const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== ''))
    const belonging = props.belongsTo === undefined ? {} : { case: props.belongsTo }
    await addHold({ name, reason, ...given, ...belonging })
    props.onClose()
  }
  return (
    <FormSheet
      title={t('newHold')}
      isChanged={FIELDS.some((name) => wish()[name] !== '')}
      asking={asking()}
      submit={{ name: t('holdIt'), meanwhile: t('holdingIt') }}
      refusal={refusal()}
      onSubmit={() => void ask(hold)}
      onClose={props.onClose}
    >
      <Field label={t('holdName')} {...field('name')} maxChars={80} autofocus />
      <Field label={t('holdReason')} hint={t('holdReasonHint')} {...field('reason')} maxChars={500} />
      <h3>{t('holdCovers')}</h3>
      <div class="archive-row">
        <Field
          label={t('findWhose')}
          {...field('person')}
          placeholder={t('everyPerson')}
          literal
          maxChars={330}
        />
        <Field label={t('findRoom')} {...field('room')} placeholder={t('everyRoom')} literal maxChars={330} />
      </div>
      <div class="archive-row">
        <Day label={t('findFrom')} {...field('from')} />
        <Day label={t('findTo')} {...field('to')} />
      </div>
    </FormSheet>
  )
}
