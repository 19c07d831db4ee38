// Holds as a table, and releasing one.

import { createSignal, Show } from 'solid-js'
import { releaseHold, type ToldHold } from '../actions/archive.ts'
import { dayText } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { useAsking } from './asking.ts'
import { Notice } from './notice.tsx'
import { Sheet } from './sheet.tsx'
import { type Column, SortedTable } from './sorted-table.tsx'

export function HoldsTable(props: { label: string; holds: readonly ToldHold[]; onRelease: () => void }) {
  const [releasing, setReleasing] = createSignal<ToldHold>()
  const close = () => {
    setReleasing(undefined)
    props.onRelease()
  }
  return (
    <>
      <SortedTable
        label={props.label}
        columns={columns()}
        rows={props.holds}
        first={{ key: 'since', direction: 'descending' }}
        look={({ released }) => (released ? 'over' : undefined)}
        acts={(hold) => (
          <Show when={!hold.released}>
            <button type="button" class="button" data-size="small" onClick={() => setReleasing(hold)}>
              {t('releaseHold')}
            </button>
          </Show>
        )}
      />
      <Show when={releasing()}>{(hold) => <Release hold={hold()} onClose={close} />}</Show>
    </>
  )
}

const stateOf = ({ released }: ToldHold) =>
  released ? t('releasedOn', { time: dayText(released.at) }) : t('isHeld')

const columns = (): Column<ToldHold>[] => [
  { key: 'name', name: t('holdName'), value: ({ name }) => name },
  { key: 'covers', name: t('holdCoversColumn'), value: coveredBy },
  { key: 'reason', name: t('holdReason'), value: ({ reason }) => reason },
  { key: 'since', name: t('heldSinceColumn'), value: ({ at }) => at, text: ({ at }) => dayText(at) },
  { key: 'state', name: t('holdState'), value: stateOf },
]

function coveredBy({ person, room, from, to }: ToldHold): string {
  const period =
    from === null && to === null
      ? t('anyTime')
      : [from, to === null ? null : to - 1].map((each) => (each === null ? '…' : dayText(each))).join(' – ')
  return [person?.replace('sip:', '') ?? t('everyPerson'), room ?? t('everyRoom'), period].join(' · ')
}

function Release(props: { hold: ToldHold; onClose: () => void }) {
  const { asking, refusal, ask } = useAsking()
  const release = async () => {
    await releaseHold(props.hold.name)
    props.onClose()
  }
  return (
    <Sheet title={t('releaseTitle', { name: props.hold.name })} onClose={props.onClose} role="alertdialog">
      <p>{t('releaseText')}</p>
      <Show when={refusal()}>
        <Notice look="danger">{refusal()}</Notice>
      </Show>
      <div class="sheet-actions">
        <button type="button" class="button" onClick={() => props.onClose()}>
          {t('cancel')}
        </button>
        <button
          type="button"
          class="button"
          data-look="danger"
          disabled={asking()}
          onClick={() => void ask(release)}
        >
          {t('releaseHold')}
        </button>
      </div>
    </Sheet>
  )
}
