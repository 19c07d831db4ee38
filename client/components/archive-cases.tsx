// All cases of the officers, and opening another.

import { A, useNavigate, useSearchParams } from '@solidjs/router'
import { createResource, Show } from 'solid-js'
import { listCases, type ToldCase } from '../actions/cases.ts'
import { dayText } from '../i18n/dates.ts'
import { t } from '../i18n/language.ts'
import { refusalOf } from '../i18n/refusals.ts'
import { NewCase } from './case-form.tsx'
import { whoIs } from './case-words.ts'
import { EmptyState } from './empty-state.tsx'
import { Icon } from './icon.tsx'
import { Notice } from './notice.tsx'
import { QUESTION_FIELDS, type Question } from './question-fields.tsx'
import { type Column, SortedTable } from './sorted-table.tsx'

const pathOf = (id: string) => `/archive/cases?${new URLSearchParams({ id })}`

export function ArchiveCases() {
  const [params, setParams] = useSearchParams<Question & { new?: string }>()
  const navigate = useNavigate()
  const [cases] = createResource(listCases)
  const known = () => (cases.error ? [] : (cases.latest ?? []))
  const given = (): Question =>
    Object.fromEntries(QUESTION_FIELDS.flatMap((name) => (params[name] ? [[name, params[name]]] : [])))
  return (
    <section class="archive-holds" aria-label={t('archiveCases')}>
      <Show when={cases.error}>
        <Notice look="danger">{refusalOf(cases.error)}</Notice>
      </Show>
      <button type="button" class="button" data-look="main" onClick={() => setParams({ new: '1' })}>
        <Icon name="plus" />
        {t('newCase')}
      </button>
      <Show
        when={known().length > 0}
        fallback={
          <Show when={!cases.loading} fallback={<p>{t('loading')}</p>}>
            <EmptyState icon="archive" title={t('noCases')} text={t('noCasesText')} />
          </Show>
        }
      >
        <SortedTable
          label={t('archiveCases')}
          columns={columns()}
          rows={known()}
          first={{ key: 'opened', direction: 'descending' }}
          look={({ closed }) => (closed ? 'over' : undefined)}
        />
      </Show>
      <Show when={params.new}>
        <NewCase
          question={given()}
          onClose={() => navigate('/archive/cases', { replace: true })}
          onOpen={(id) => navigate(pathOf(id), { replace: true })}
        />
      </Show>
    </section>
  )
}

const columns = (): Column<ToldCase>[] => [
  {
    key: 'name',
    name: t('caseName'),
    value: ({ name }) => name,
    cell: ({ id, name }) => (
      <A href={pathOf(id)}>
        <bdi>{name}</bdi>
      </A>
    ),
  },
  { key: 'about', name: t('caseAbout'), value: ({ description }) => description || null },
  { key: 'opened', name: t('caseOpened'), value: ({ at }) => at, text: ({ at }) => dayText(at) },
  { key: 'by', name: t('caseBy'), value: ({ by }) => whoIs(by) },
  { key: 'state', name: t('caseState'), value: ({ closed }) => t(closed ? 'caseClosed' : 'caseOpen') },
]
