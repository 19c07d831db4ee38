// The compliance archive, for officers: how it does, finding in it, a room as it went, holds, cases.

import { A, useParams, useSearchParams } from '@solidjs/router'
import { For, Match, Show, Switch } from 'solid-js'
import { ArchiveCase } from '../components/archive-case.tsx'
import { ArchiveCases } from '../components/archive-cases.tsx'
import { ArchiveFind } from '../components/archive-find.tsx'
import { ArchiveHolds } from '../components/archive-holds.tsx'
import { ArchiveRoom } from '../components/archive-room.tsx'
import { ArchiveState } from '../components/archive-state.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { amOfficer } from '../components/myself.ts'
import { Page } from '../components/page.tsx'
import { t } from '../i18n/language.ts'
import '../styles/archive.css'
import '../styles/archive-case.css'
import '../styles/archive-event.css'

const PARTS = [
  ['/archive', 'archiveState'],
  ['/archive/find', 'archiveFind'],
  ['/archive/cases', 'archiveCases'],
  ['/archive/holds', 'archiveHolds'],
] as const

export function ArchiveView() {
  const params = useParams<{ part?: string }>()
  return (
    <Page title={t('archive')} lead={amOfficer() ? t('archiveLead') : ''}>
      <Show
        when={amOfficer()}
        fallback={<EmptyState icon="archive" title={t('notOfficer')} text={t('notOfficerText')} />}
      >
        <nav class="archive-parts" aria-label={t('archive')}>
          <For each={PARTS}>
            {([href, name]) => (
              <A href={href} end activeClass="" inactiveClass="">
                {t(name)}
              </A>
            )}
          </For>
        </nav>
        <Switch fallback={<ArchiveState />}>
          <Match when={params.part === 'find'}>
            <ArchiveFind />
          </Match>
          <Match when={params.part === 'room'}>
            <ArchiveRoom />
          </Match>
          <Match when={params.part === 'cases'}>
            <Cases />
          </Match>
          <Match when={params.part === 'holds'}>
            <ArchiveHolds />
          </Match>
        </Switch>
      </Show>
    </Page>
  )
}

/** All of them, or the one that the address names. */
function Cases() {
  const [params] = useSearchParams<{ id?: string }>()
  return (
    <Show when={params.id} fallback={<ArchiveCases />}>
      <ArchiveCase />
    </Show>
  )
}
