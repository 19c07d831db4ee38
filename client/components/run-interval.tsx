// How often adapters run.

import { createSignal } from 'solid-js'
import { setRunInterval } from '../actions/archive.ts'
import { t } from '../i18n/language.ts'
import { useAsking } from './asking.ts'
import { Field } from './field.tsx'
import { SubmitButton } from './submit-button.tsx'

const MINUTES_MAX = 30 * 24 * 60

export function RunInterval(props: { minutes: number; onSet: () => void }) {
  const [typed, setTyped] = createSignal(String(props.minutes))
  const { asking, refusal, setRefusal, ask } = useAsking()
  const set = async () => {
    const minutes = Number(typed().trim())
    if (!/^\d+$/.test(typed().trim()) || minutes < 1 || minutes > MINUTES_MAX) {
      setRefusal(t('runEveryWrong'))
      return
    }
    await setRunInterval(minutes)
    props.onSet()
  }
  return (
    <form
      class="archive-interval"
      novalidate
      onSubmit={(event) => {
        event.preventDefault()
        void ask(set)
      }}
    >
      <Field
        label={t('runEvery')}
        hint={t('runEveryHint')}
        error={refusal()}
        value={typed()}
        onText={setTyped}
        literal
        maxChars={5}
      />
      <SubmitButton asking={asking()} name={t('setInterval')} meanwhile={t('holdingIt')} />
    </form>
  )
}
