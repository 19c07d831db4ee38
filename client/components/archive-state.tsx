// How the archive does, and what to do where it does not do well.

import { createResource, Show } from 'solid-js'
import { type ArchiveStatus, readArchiveStatus } from '../actions/archive.ts'
import { moment } from '../i18n/dates.ts'
import { t, tn } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { clockNow } from '../state/connection.ts'
import { Icon } from './icon.tsx'
import { Notice } from './notice.tsx'
import { RunInterval } from './run-interval.tsx'
import { type Column, SortedTable } from './sorted-table.tsx'

const CONDITIONS = { ok: 'archiveOk', behind: 'archiveBehind', failing: 'archiveFailing' } as const

export function ArchiveState() {
  const [status, { refetch }] = createResource(readArchiveStatus)
  return (
    <section class="archive-state" aria-label={t('archiveState')}>
      <Show when={status.error}>
        <Notice look="danger">{refusalOf(status.error)}</Notice>
      </Show>
      <Show
        when={!status.error && status()}
        fallback={<p class="archive-wait">{status.loading ? t('loading') : ''}</p>}
      >
        {(found) => <Found status={found()} onSet={() => void refetch()} />}
      </Show>
      <button type="button" class="button" onClick={() => void refetch()}>
        <Icon name="refresh" />
        {t('lookAgain')}
      </button>
    </section>
  )
}

function Found(props: { status: ArchiveStatus; onSet: () => void }) {
  const isOn = () => props.status.compliance === 'on'
  return (
    <>
      <div class="archive-condition" data-condition={isOn() ? props.status.condition : 'off'} role="status">
        <Icon name={isOn() && props.status.condition === 'ok' ? 'check' : 'alert'} />
        <div>
          <strong>{t(isOn() ? 'recordingOn' : 'recordingOff')}</strong>
          <p>{t(isOn() ? CONDITIONS[props.status.condition] : 'recordingOffText')}</p>
        </div>
      </div>
      <ul class="archive-facts">
        <li>{tn('eventsArchived', props.status.archived)}</li>
        <Show when={props.status.waiting > 0}>
          <li>
            {tn('eventsWaiting', props.status.waiting)}
            <Show when={props.status.oldest}>
              {(oldest) => <>, {t('oldestWaits', { time: moment(Date.parse(oldest()), clockNow()) })}</>}
            </Show>
          </li>
        </Show>
        <li>
          <Show when={props.status.checkpoint} fallback={t('notSignedYet')}>
            {(signed) => t('signedUpTo', { number: signed().size, time: moment(signed().at, clockNow()) })}
          </Show>
        </li>
        <li>{tn('adaptersRun', props.status.interval)}</li>
      </ul>
      <h2 class="title">{t('adapters')}</h2>
      <Show when={props.status.adapters.length > 0} fallback={<p>{t('noAdapters')}</p>}>
        <Adapters adapters={props.status.adapters} />
        <p class="archive-aside">{t('adaptersByHand')}</p>
      </Show>
      <RunInterval minutes={props.status.interval} onSet={props.onSet} />
    </>
  )
}

type Adapter = ArchiveStatus['adapters'][number]

const columns = (): Column<Adapter>[] => [
  { key: 'name', name: t('adapterName'), value: ({ name }) => name },
  { key: 'format', name: t('adapterFormat'), value: ({ format }) => format },
  { key: 'taken', name: t('adapterTaken'), value: ({ taken }) => taken },
  { key: 'behind', name: t('adapterBehind'), value: ({ behind }) => behind },
  { key: 'state', name: t('adapterState'), value: ({ fault }) => fault ?? t('adapterGood') },
]

function Adapters(props: { adapters: readonly Adapter[] }) {
  return (
    <SortedTable
      label={t('adapters')}
      columns={columns()}
      rows={props.adapters}
      first={{ key: 'name', direction: 'ascending' }}
      look={({ fault }) => (fault === null ? undefined : 'fault')}
    />
  )
}
