// To another day of a room: by the calendar, or in one of the steps that people mean most often.

import { createSignal, For } from 'solid-js'
import { postSince } from '../actions/going.ts'
import { daysBefore, fromDayField, toDayField } from '../i18n/dates.ts'
import { type TextKey, t } from '../i18n/language.ts'
import { clockNow } from '../state/connection.ts'
import { jumpTo } from './aim.ts'
import { useAsking } from './asking.ts'
import { Notice } from './notice.tsx'
import { closeReading } from './reading-sheet.ts'
import { Sheet } from './sheet.tsx'
import { SubmitButton } from './submit-button.tsx'
import { say } from './toast.ts'
import '../styles/field.css'

const STEPS: [TextKey, (now: number) => number][] = [
  ['yesterday', (now) => daysBefore(now, 1)],
  ['aWeekAgo', (now) => daysBefore(now, 7)],
  ['aMonthAgo', (now) => daysBefore(now, 30)],
  ['theBeginning', () => 0],
]

export function GoToDate(props: { guid: string; day: number }) {
  const [chosen, choose] = createSignal(toDayField(props.day))
  const { asking, refusal, ask } = useAsking()
  const go = (ts: number) => {
    const { guid } = props
    void ask(async () => {
      const seq = await postSince(guid, ts)
      closeReading()
      if (seq === undefined) say({ text: t('nothingSince') })
      else await jumpTo({ guid, seq })
    })
  }
  return (
    <Sheet title={t('goToDate')} onClose={closeReading}>
      <form
        class="day-form"
        onSubmit={(event) => {
          event.preventDefault()
          const ts = fromDayField(chosen())
          if (ts !== undefined) go(ts)
        }}
      >
        <input
          type="date"
          class="day-field"
          aria-label={t('day')}
          required
          autofocus
          max={toDayField(clockNow())}
          value={chosen()}
          onInput={(event) => choose(event.currentTarget.value)}
        />
        <SubmitButton asking={asking()} name={t('go')} meanwhile={t('loading')} />
      </form>
      <div class="day-steps">
        <For each={STEPS}>
          {([name, from]) => (
            <button type="button" class="button" disabled={asking()} onClick={() => go(from(clockNow()))}>
              {t(name)}
            </button>
          )}
        </For>
      </div>
      {refusal() && <Notice look="danger">{refusal()}</Notice>}
    </Sheet>
  )
}
