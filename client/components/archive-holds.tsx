// What is held whatever the rules of retention say, and these rules.

import { createResource, createSignal, Show } from 'solid-js'
import { listHolds } from '../actions/archive.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { ArchiveRules } from './archive-rules.tsx'
import { EmptyState } from './empty-state.tsx'
import { HoldsTable } from './holds-table.tsx'
import { Icon } from './icon.tsx'
import { NewHold } from './new-hold.tsx'
import { Notice } from './notice.tsx'

export function ArchiveHolds() {
  const [holds, { refetch }] = createResource(listHolds)
  const [isNew, setNew] = createSignal(false)
  const close = () => {
    setNew(false)
    void refetch()
  }
  const known = () => (holds.error ? [] : (holds.latest ?? []))
  return (
    <section class="archive-holds" aria-label={t('archiveHolds')}>
      <Show when={holds.error}>
        <Notice look="danger">{refusalOf(holds.error)}</Notice>
      </Show>
      <button type="button" class="button" data-look="main" onClick={() => setNew(true)}>
        <Icon name="plus" />
        {t('newHold')}
      </button>
      <Show
        when={known().length > 0}
        fallback={<EmptyState icon="archive" title={t('noHolds')} text={t('noHoldsText')} />}
      >
        <HoldsTable label={t('archiveHolds')} holds={known()} onRelease={() => void refetch()} />
      </Show>
      <ArchiveRules />
      <Show when={isNew()}>
        <NewHold onClose={close} />
      </Show>
    </section>
  )
}
